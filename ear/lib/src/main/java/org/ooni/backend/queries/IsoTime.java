// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.queries;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;

/**
 * Dates of ISO 8601, and dates with a time, with or without a zone; without one it is UTC
 * (measurement API, section 1.1).
 */
public final class IsoTime {

  private static final int DATE_LENGTH = 10;
  private static final int LAST_YEAR = 9999;

  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          // +02:00 and Z, else +0200 and +02
          .appendPattern("[XXXXX][X]")
          .optionalEnd()
          .toFormatter()
          // no day of February is the thirtieth
          .withResolverStyle(ResolverStyle.STRICT);

  private IsoTime() {}

  /**
   * Reads one.
   *
   * @throws DateTimeException when it is none, or of a year that has not four digits
   */
  public static Instant parse(String text) {
    TemporalAccessor time =
        FORM.parseBest(
            unescaped(text.strip()), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
    return instant(time);
  }

  /**
   * The moment that was read, in UTC where it has no zone.
   *
   * @param time a date, or a date and time with or without an offset
   * @throws DateTimeException when its year has not four digits
   */
  public static Instant instant(TemporalAccessor time) {
    OffsetDateTime moment;
    if (time instanceof OffsetDateTime zoned) {
      moment = zoned;
    } else if (time instanceof LocalDateTime local) {
      moment = local.atOffset(ZoneOffset.UTC);
    } else {
      moment = LocalDate.from(time).atStartOfDay().atOffset(ZoneOffset.UTC);
    }
    if (moment.getYear() < 1 || moment.getYear() > LAST_YEAR) {
      throw new DateTimeException("a year has four digits");
    }
    return moment.toInstant();
  }

  /** Before a time a blank stands for T; behind it, for a plus sign that was not escaped. */
  private static String unescaped(String text) {
    int blank = text.lastIndexOf(' ');
    String signed =
        blank > DATE_LENGTH ? text.substring(0, blank) + '+' + text.substring(blank + 1) : text;
    return signed.replace(' ', 'T');
  }
}
