// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.ooni.backend.measurement.MeasurementUid;
import org.ooni.backend.prioritisation.CountingWeek;
import org.ooni.backend.scoring.FastpathRow;

/**
 * The counters of the test lists for measurements that come back out of the archive: those of the
 * weeks that are kept, as the server counts them when it receives one.
 */
final class RecentCounts {

  private static final int WEEKS_BEFORE_THIS = 2;
  private static final int MICROS_AT = 15;
  private static final int MICROS_END = 21;
  private static final int NANOS = 1000;

  private final Connection connection;
  private final LocalDate oldestWeek;

  RecentCounts(Connection connection, Instant now) {
    this.connection = connection;
    this.oldestWeek = CountingWeek.of(now).minusWeeks(WEEKS_BEFORE_THIS);
  }

  /** Counts rows that are new. */
  void add(List<FastpathRow> rows) throws SQLException {
    List<TestListCounters.Counted> counted = new ArrayList<>();
    for (FastpathRow row : rows) {
      new MeasurementUid(row.measurementUid())
          .receiveTime()
          .map(second -> second.plusNanos(micros(row.measurementUid()) * NANOS))
          .flatMap(received -> TestListCounters.Counted.of(row, received))
          .filter(one -> !one.week().isBefore(oldestWeek))
          .ifPresent(counted::add);
    }
    new TestListCounters(connection).add(counted);
  }

  private static long micros(String uid) {
    return Long.parseLong(uid, MICROS_AT, MICROS_END, 10);
  }
}
