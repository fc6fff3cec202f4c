// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.circumvention;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Days of which something is to be summed up again.
 *
 * @param before the day after the last
 * @param cells how much of it has changed
 * @param measurements of all cells
 */
record ChangedDays(LocalDate first, LocalDate before, long cells, long measurements) {

  /** From so many cells a day on it is faster to read all measurements of these days once. */
  private static final int MANY = 60;

  /** Measurements that are read at once: about a second of work. */
  private static final int AT_ONCE = 50_000;

  /** One day. */
  static ChangedDays of(LocalDate day, long cells, long measurements) {
    return new ChangedDays(day, day.plusDays(1), cells, measurements);
  }

  /** Whether most of it has changed. */
  boolean areMostlyNew() {
    return cells >= MANY;
  }

  /**
   * Puts neighbours together that are to be read whole, as far as that is not too much at once.
   *
   * @param days single ones, newest first
   */
  static List<ChangedDays> together(List<ChangedDays> days) {
    List<ChangedDays> spans = new ArrayList<>();
    for (ChangedDays day : days) {
      int last = spans.size() - 1;
      if (last >= 0 && spans.get(last).isContinuedBy(day)) {
        spans.set(last, spans.get(last).with(day));
      } else {
        spans.add(day);
      }
    }
    return spans;
  }

  private boolean isContinuedBy(ChangedDays older) {
    return older.before.equals(first)
        && areMostlyNew()
        && older.areMostlyNew()
        && measurements + older.measurements <= AT_ONCE;
  }

  private ChangedDays with(ChangedDays older) {
    return new ChangedDays(
        older.first, before, cells + older.cells, measurements + older.measurements);
  }
}
