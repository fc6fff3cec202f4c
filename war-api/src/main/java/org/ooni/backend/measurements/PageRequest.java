// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import java.time.Instant;
import java.util.Optional;
import org.ooni.backend.queries.Conditions;

/**
 * Which part of a list somebody asked for.
 *
 * @param newestFirst order by start time, then by id; measurements without a time come first then,
 *     else last
 * @param limit so many at most
 * @param offset how many come before it; with a cursor that is only for counting pages
 * @param cursor behind which it begins
 */
record PageRequest(boolean newestFirst, int limit, long offset, Optional<Cursor> cursor) {

  /** How many rows the database passes over. */
  long skipped() {
    return cursor.isPresent() ? 0 : offset;
  }

  /** Whether so many rows are read or passed over that it is no light work. */
  boolean isLong(int most) {
    return limit > most || skipped() > most;
  }

  /**
   * Adds what keeps away the rows up to the cursor.
   *
   * @param timesOnly whether other conditions leave no row without a time
   */
  void startIn(Conditions where, boolean timesOnly) {
    if (cursor.isEmpty()) {
      return;
    }
    String uid = cursor.get().uid();
    Optional<Instant> time = cursor.get().time();
    if (time.isPresent()) {
      // the first of both conditions is the one that partitions are chosen by
      startAt(where, time.get(), uid, timesOnly);
    } else if (newestFirst) {
      where.add("(f.measurement_start_time is not null or f.measurement_uid < ?)", uid);
    } else {
      where.add("f.measurement_start_time is null and f.measurement_uid > ?", uid);
    }
  }

  private void startAt(Conditions where, Instant time, String uid, boolean timesOnly) {
    if (newestFirst) {
      where.add("f.measurement_start_time <= ?", time);
      where.add("(f.measurement_start_time, f.measurement_uid) < (?, ?)", time, uid);
    } else if (timesOnly) {
      where.add("f.measurement_start_time >= ?", time);
      where.add("(f.measurement_start_time, f.measurement_uid) > (?, ?)", time, uid);
    } else {
      where.add(
          "(f.measurement_start_time is null"
              + " or (f.measurement_start_time, f.measurement_uid) > (?, ?))",
          time,
          uid);
    }
  }
}
