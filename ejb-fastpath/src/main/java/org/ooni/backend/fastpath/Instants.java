// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import java.time.Instant;

/** Times as the database reads them inside an array. */
final class Instants {

  private Instants() {}

  /** ISO 8601 in UTC, or null for null. */
  static String text(Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
