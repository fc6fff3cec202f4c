// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Days, months or years in a row whose counts are added, or taken away where a month or a year has
 * more days than are asked for.
 *
 * @param unit what its cells count
 * @param tooMuch whether its counts are taken away
 * @param first first day
 * @param end the day after the last
 */
record Stretch(Unit unit, boolean tooMuch, LocalDate first, LocalDate end) {

  /** What one cell counts. */
  enum Unit {
    DAY(ChronoUnit.DAYS, 1),
    MONTH(ChronoUnit.MONTHS, 5),
    YEAR(ChronoUnit.YEARS, 9);

    private final ChronoUnit chronoUnit;

    /** So many days have as many cells: a cell of a month stands for those of some days. */
    private final int days;

    Unit(ChronoUnit chronoUnit, int days) {
      this.chronoUnit = chronoUnit;
      this.days = days;
    }

    private LocalDate startOf(LocalDate day) {
      return switch (this) {
        case DAY -> day;
        case MONTH -> day.withDayOfMonth(1);
        case YEAR -> day.withDayOfYear(1);
      };
    }
  }

  /**
   * What adds up to the days from one to another, with as few cells as possible: whole units, with
   * what is left at both ends, or without what is too much there.
   *
   * @param since first day
   * @param until the day after the last
   * @param largest no larger units are there
   */
  static List<Stretch> covering(LocalDate since, LocalDate until, Unit largest) {
    if (!since.isBefore(until)) {
      return List.of();
    }
    if (largest == Unit.DAY) {
      return List.of(new Stretch(Unit.DAY, false, since, until));
    }
    Unit smaller = Unit.values()[largest.ordinal() - 1];
    LocalDate unitOfFirst = largest.startOf(since);
    LocalDate afterFirst = unitOfFirst.plus(1, largest.chronoUnit);
    LocalDate unitOfLast = largest.startOf(until);
    LocalDate afterLast = unitOfLast.plus(1, largest.chronoUnit);
    List<Stretch> beforeFirst = covering(unitOfFirst, since, smaller);
    List<Stretch> ofFirst = covering(since, afterFirst, smaller);
    List<Stretch> ofLast = covering(unitOfLast, until, smaller);
    List<Stretch> behindLast = covering(until, afterLast, smaller);
    boolean firstIsWhole = largest.days + cells(beforeFirst) < cells(ofFirst);
    boolean lastIsWhole = largest.days + cells(behindLast) < cells(ofLast);
    LocalDate first = firstIsWhole ? unitOfFirst : afterFirst;
    LocalDate end = lastIsWhole ? afterLast : unitOfLast;
    List<Stretch> without = covering(since, until, smaller);
    if (!first.isBefore(end)) {
      return without;
    }
    List<Stretch> with = new ArrayList<>(List.of(new Stretch(largest, false, first, end)));
    with.addAll(firstIsWhole ? takenAway(beforeFirst) : ofFirst);
    with.addAll(lastIsWhole ? takenAway(behindLast) : ofLast);
    return cells(with) < cells(without) ? List.copyOf(with) : without;
  }

  private static List<Stretch> takenAway(List<Stretch> parts) {
    return parts.stream()
        .map(part -> new Stretch(part.unit, !part.tooMuch, part.first, part.end))
        .toList();
  }

  /** How many days' cells are read for them. */
  private static long cells(List<Stretch> parts) {
    return parts.stream()
        .mapToLong(part -> part.unit.chronoUnit.between(part.first, part.end) * part.unit.days)
        .sum();
  }
}
