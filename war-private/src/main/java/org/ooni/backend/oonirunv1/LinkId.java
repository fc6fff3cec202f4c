// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.oonirunv1;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers of links: a random one of 32 bits, then two digits of the collector (2.3). */
final class LinkId {

  private static final Pattern FORM = Pattern.compile("[0-9]{1,18}");
  private static final Pattern COLLECTOR = Pattern.compile("[0-9]{1,2}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private LinkId() {}

  /** Reads one; nothing when it is none. */
  static Optional<Long> of(String text) {
    return FORM.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }

  /**
   * Draws one.
   *
   * @param collectorId counts as 0 unless it is a number of one or two digits
   */
  static long draw(String collectorId) {
    long collector = COLLECTOR.matcher(collectorId).matches() ? Long.parseLong(collectorId) : 0;
    return Integer.toUnsignedLong(RANDOM.nextInt()) * 100 + collector;
  }
}
