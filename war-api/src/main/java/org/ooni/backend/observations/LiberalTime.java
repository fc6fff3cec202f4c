// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.observations;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.ooni.backend.problem.Unprocessable;
import org.ooni.backend.queries.IsoTime;
import org.ooni.backend.queries.Parameters;

/**
 * Times as scripts write them (measurement API, section 1.1): of ISO 8601, or else in one of the
 * usual other forms, in English. Of two numbers that may be either, the first is the month, as the
 * reference has it.
 */
final class LiberalTime {

  private static final List<DateTimeFormatter> FORMS =
      Stream.of(
              "uuuuMMdd",
              "uuuu-M-d",
              "uuuu/M/d",
              "M/d/uuuu",
              "d MMM uuuu",
              "d MMMM uuuu",
              "MMM d[','] uuuu",
              "MMMM d[','] uuuu")
          .map(LiberalTime::form)
          .toList();

  private LiberalTime() {}

  /**
   * A parameter.
   *
   * @throws Unprocessable when it is no time
   */
  static Optional<Instant> of(Parameters parameters, String name) {
    Optional<String> given = parameters.text(name);
    return given.map(
        text ->
            read(text.strip())
                .orElseThrow(() -> new Unprocessable(name, "must be a date or a date and time")));
  }

  private static Optional<Instant> read(String text) {
    try {
      return Optional.of(IsoTime.parse(text));
    } catch (DateTimeException e) {
      return FORMS.stream().flatMap(form -> read(form, text).stream()).findFirst();
    }
  }

  private static Optional<Instant> read(DateTimeFormatter form, String text) {
    try {
      TemporalAccessor time =
          form.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      return Optional.of(IsoTime.instant(time));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static DateTimeFormatter form(String date) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(date)
        .appendPattern("[[' ']['T']H:mm[:ss][ ][XXXXX][X]]")
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }
}
