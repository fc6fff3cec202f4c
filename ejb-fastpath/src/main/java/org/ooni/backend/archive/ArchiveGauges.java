// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.ooni.backend.meter.Meter;
import org.ooni.backend.meter.Meters;

/** Looks how much is left to archive, whichever node archives it. */
final class ArchiveGauges {

  private static final String CANS =
      "SELECT state, count(*) FROM archive_can WHERE state <> 'PURGED' GROUP BY state";

  private static final String SET_ASIDE =
      "SELECT set_aside, count(*) FROM spool WHERE set_aside IS NOT NULL GROUP BY set_aside";

  private static final String WAITING =
      """
      SELECT count(*), min(left(measurement_uid, 10))
      FROM spool WHERE can_id IS NULL AND set_aside IS NULL
      """;

  private static final String OLDEST_CAN =
      """
      SELECT 0, min(hour) FROM archive_can WHERE state IN ('FILLING', 'SEALED', 'UPLOADED')
      """;

  private final DataSource database;
  private final Clock clock;
  private final ArchiveMeters meters;

  ArchiveGauges(DataSource database, Clock clock, Meters meters) {
    this.database = database;
    this.clock = clock;
    this.meters = new ArchiveMeters(meters);
  }

  /** Sets all of them. */
  void observe() throws SQLException {
    try (Connection connection = database.getConnection()) {
      Map<String, Long> cans = counts(connection, CANS);
      for (CanState state : CanState.values()) {
        if (state != CanState.PURGED) {
          meters.set(ArchiveMeters.CANS, state.label(), cans.getOrDefault(state.name(), 0L));
        }
      }
      Map<String, Long> aside = counts(connection, SET_ASIDE);
      for (SetAside reason : SetAside.values()) {
        meters.set(ArchiveMeters.SET_ASIDE, reason.label(), aside.getOrDefault(reason.label(), 0L));
      }
      observeAge(connection, WAITING, "measurement", Optional.of(ArchiveMeters.WAITING));
      observeAge(connection, OLDEST_CAN, "can", Optional.empty());
    }
  }

  private static Map<String, Long> counts(Connection connection, String sql) throws SQLException {
    Map<String, Long> counts = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        counts.put(rows.getString(1), rows.getLong(2));
      }
    }
    return counts;
  }

  private void observeAge(Connection connection, String sql, String what, Optional<Meter> counted)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      row.next();
      long count = row.getLong(1);
      counted.ifPresent(meter -> meters.set(meter, "spool", count));
      meters.set(ArchiveMeters.AGE, what, age(row.getString(2)));
    }
  }

  /** Since the end of an hour, which is when its measurements could be archived first. */
  private long age(String hour) {
    if (hour == null || !hour.matches("[0-9]{10}")) {
      return 0;
    }
    Instant end = HourGroup.startOf(hour).plus(Duration.ofHours(1));
    return Math.max(0, Duration.between(end, clock.instant()).toSeconds());
  }
}
