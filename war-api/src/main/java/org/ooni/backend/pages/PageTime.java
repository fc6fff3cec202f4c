// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.pages;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as people read them, in UTC. */
final class PageTime {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

  private PageTime() {}

  /** To the minute. */
  static String minute(Instant time) {
    return MINUTE.format(time);
  }

  /**
   * An hour out of the keys of measurements, {@code yyyyMMddHH}; what is none stays as it is, for
   * old keys have other forms.
   */
  static String hour(String key) {
    return key.matches("[0-9]{10}")
        ? "%s-%s-%s %s:00"
            .formatted(
                key.substring(0, 4), key.substring(4, 6), key.substring(6, 8), key.substring(8))
        : key;
  }
}
