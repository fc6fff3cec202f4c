// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import java.util.Random;

/** Text as hostile bodies have it. */
final class LongText {

  private LongText() {}

  /** PostgreSQL compresses long keys, so a repeated letter would prove nothing. */
  static String of(int length) {
    return new Random(1)
        .ints(length, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
