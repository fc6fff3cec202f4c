// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.observations;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import org.ooni.backend.problem.BadRequest;
import org.ooni.backend.queries.Conditions;

/** The time that is asked for: the parameters {@code since} and {@code until}, as far as given. */
record Window(Optional<Instant> since, Optional<Instant> until) {

  /**
   * Without what is not given, where a measurement is named.
   *
   * @param bound reads a parameter
   * @throws BadRequest when it ends before it begins
   */
  static Window given(Function<String, Optional<Instant>> bound) {
    Window window = new Window(bound.apply("since"), bound.apply("until"));
    if (window.isBackwards()) {
      throw new BadRequest("since must not be later than until");
    }
    return window;
  }

  /**
   * With the last days up to the start of today, for what is not given.
   *
   * @param bound reads a parameter
   * @param days before its end
   * @throws BadRequest when it ends before it begins
   */
  static Window of(Function<String, Optional<Instant>> bound, Clock clock, int days) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Window given = given(bound);
    Instant until = given.until.orElse(today.atStartOfDay().toInstant(ZoneOffset.UTC));
    Instant since = given.since.orElseGet(() -> until.minus(days, ChronoUnit.DAYS));
    return new Window(Optional.of(since), Optional.of(until));
  }

  /**
   * Adds it to the conditions.
   *
   * @param column a constant
   * @param from {@code >} or {@code >=}
   * @param to {@code <} or {@code <=}
   */
  void addTo(Conditions where, String column, String from, String to) {
    since.ifPresent(time -> where.add(column + " " + from + " ?", time));
    until.ifPresent(time -> where.add(column + " " + to + " ?", time));
  }

  private boolean isBackwards() {
    return since.isPresent() && until.isPresent() && since.get().isAfter(until.get());
  }
}
