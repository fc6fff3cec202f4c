// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.oonirun;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** Until when a link holds. */
final class ExpirationDate {

  private static final Duration BY_DEFAULT = Duration.ofDays(180);
  private static final int LAST_YEAR = 9999;

  /** A date, with a time or without, with a zone or without. */
  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffsetId()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private ExpirationDate() {}

  /** That of a link whose creator says nothing. */
  static Instant byDefault(Instant now) {
    return now.plus(BY_DEFAULT);
  }

  /**
   * Reads a date, or date and time, of ISO 8601: UTC when it has no zone, cut to microseconds. A
   * blank may stand where the T does, as RFC 3339 allows.
   *
   * @return nothing when it is none
   */
  static Optional<Instant> of(String text) {
    try {
      TemporalAccessor read =
          FORM.parseBest(
              text.replaceFirst(" ", "T"),
              OffsetDateTime::from,
              LocalDateTime::from,
              ExpirationDate::startOfDay);
      OffsetDateTime time =
          read instanceof LocalDateTime local
              ? local.atOffset(ZoneOffset.UTC)
              : OffsetDateTime.from(read);
      boolean inUse = time.getYear() >= 1 && time.getYear() <= LAST_YEAR;
      return Optional.of(time.toInstant().truncatedTo(ChronoUnit.MICROS)).filter(in -> inUse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static LocalDateTime startOfDay(TemporalAccessor date) {
    return LocalDate.from(date).atStartOfDay();
  }
}
