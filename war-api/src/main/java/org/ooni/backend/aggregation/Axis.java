// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import java.util.Arrays;
import java.util.Locale;
import org.ooni.backend.problem.BadRequest;

/** What counts can be split by (measurement API 4.1). */
enum Axis {
  BLOCKING_TYPE,
  CATEGORY_CODE,
  DOMAIN,
  INPUT,
  MEASUREMENT_START_DAY,
  PROBE_ASN,
  PROBE_CC,
  TEST_NAME;

  private final String key = name().toLowerCase(Locale.ROOT);

  /** The axis that a request names. */
  static Axis named(String text) {
    return Arrays.stream(values())
        .filter(axis -> axis.key().equals(text))
        .findFirst()
        .orElseThrow(() -> new BadRequest("Invalid axis name"));
  }

  /** Its name in requests and answers. */
  String key() {
    return key;
  }
}
