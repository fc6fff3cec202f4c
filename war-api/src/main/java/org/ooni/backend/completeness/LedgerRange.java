// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.completeness;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.ooni.backend.problem.BadRequest;

/**
 * The hours that are asked for.
 *
 * @param since start of the first
 * @param until end of the last
 */
record LedgerRange(Instant since, Instant until) {

  private static final Duration LONGEST = Duration.ofDays(31);
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("yyyyMMddHH").withZone(ZoneOffset.UTC);
  private static final int DATE_LENGTH = 10;
  private static final int HOUR_LENGTH = 13;

  /**
   * Reads the parameters: dates, or hours as in {@code 2026-03-04T05}, UTC. Without them it is the
   * last day.
   *
   * @throws BadRequest when one is of another form, or the range has more than 31 days
   */
  static LedgerRange of(Optional<String> since, Optional<String> until, Instant now) {
    Instant end =
        until
            .map(text -> parse("until", text))
            .orElseGet(() -> now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS));
    Instant start =
        since.map(text -> parse("since", text)).orElseGet(() -> end.minus(1, ChronoUnit.DAYS));
    if (Duration.between(start, end).compareTo(LONGEST) > 0) {
      throw new BadRequest("err_range", "since and until may be 31 days apart at most");
    }
    return new LedgerRange(start, end);
  }

  /** The first hour as it begins the keys of measurements. */
  String firstHour() {
    return HOUR.format(since);
  }

  /** The hour behind the last one. */
  String endHour() {
    return HOUR.format(until);
  }

  private static Instant parse(String name, String text) {
    try {
      if (text.length() > HOUR_LENGTH) {
        throw new DateTimeException("longer than an hour is written");
      }
      return text.length() == DATE_LENGTH
          ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
          : LocalDateTime.parse(text + ":00").toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new BadRequest("err_time", name + " must be a date or an hour such as 2026-03-04T05");
    }
  }
}
