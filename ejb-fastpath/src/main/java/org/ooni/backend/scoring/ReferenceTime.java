// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times of measurements, {@code yyyy-MM-dd HH:mm:ss} in UTC. Numbers may lack their leading zero
 * and more than one blank may stand between date and time.
 */
final class ReferenceTime {

  private static final int PLAIN_LENGTH = 19;
  private static final Pattern PLAIN =
      Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2}) ([0-9]{2}):([0-9]{2}):([0-9]{2})");
  private static final Pattern LENIENT =
      Pattern.compile(
          "(\\d{4})-(1[0-2]|0[1-9]|[1-9])-(3[01]|[12]\\d|0[1-9]|[1-9]| [1-9])\\s+"
              + "(2[0-3]|[01]\\d|\\d):([0-5]\\d|\\d):(6[01]|[0-5]\\d|\\d)",
          Pattern.UNICODE_CHARACTER_CLASS);

  private ReferenceTime() {}

  /** The time, empty when the text is none. */
  static Optional<Instant> parse(String text) {
    boolean plain = text.length() == PLAIN_LENGTH && text.chars().allMatch(c -> c < 0x80);
    Matcher parts = (plain ? PLAIN : LENIENT).matcher(text);
    if (!parts.matches()) {
      return plain ? lenient(text) : Optional.empty();
    }
    return time(parts);
  }

  private static Optional<Instant> lenient(String text) {
    Matcher parts = LENIENT.matcher(text);
    return parts.matches() ? time(parts) : Optional.empty();
  }

  private static Optional<Instant> time(Matcher parts) {
    try {
      int year = number(parts, 1);
      LocalDateTime time =
          LocalDateTime.of(
              year == 0 ? Integer.MAX_VALUE : year,
              number(parts, 2),
              number(parts, 3),
              number(parts, 4),
              number(parts, 5),
              number(parts, 6));
      return Optional.of(time.toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int number(Matcher parts, int group) {
    return Integer.parseInt(parts.group(group).strip());
  }
}
