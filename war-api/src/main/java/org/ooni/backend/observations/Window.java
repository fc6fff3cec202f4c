// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.observations;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.ooni.backend.problem.BadRequest;
import org.ooni.backend.queries.Conditions;
import org.ooni.backend.queries.Parameters;

/**
 * The time that is asked for: the parameters {@code since} and {@code until}, or the last days up
 * to the start of today.
 */
record Window(Instant since, Instant until) {

  /**
   * Reads it.
   *
   * @param days before today, when the request does not say
   * @throws BadRequest when it ends before it begins
   */
  static Window of(Parameters parameters, Clock clock, int days) {
    Instant today =
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
            .atStartOfDay()
            .toInstant(ZoneOffset.UTC);
    Instant until = parameters.time("until").orElse(today);
    Instant since = parameters.time("since").orElseGet(() -> until.minus(days, ChronoUnit.DAYS));
    if (since.isAfter(until)) {
      throw new BadRequest("since must not be later than until");
    }
    return new Window(since, until);
  }

  /**
   * Adds it to the conditions.
   *
   * @param column a constant
   * @param from {@code >} or {@code >=}
   * @param to {@code <} or {@code <=}
   */
  void addTo(Conditions where, String column, String from, String to) {
    where.add(column + " " + from + " ?", since);
    where.add(column + " " + to + " ?", until);
  }
}
