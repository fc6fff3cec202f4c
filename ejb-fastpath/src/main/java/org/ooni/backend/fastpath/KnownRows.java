// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ooni.backend.scoring.FastpathRow;

/** What the table {@code fastpath} has of measurements that come again. */
final class KnownRows {

  private static final String COLUMNS =
      """
      SELECT measurement_uid, anomaly, confirmed, msm_failure, is_verified, measurement_start_time
      FROM fastpath
      WHERE measurement_uid = ANY (?)
      """;

  private static final String BETWEEN = COLUMNS + " AND measurement_start_time BETWEEN ? AND ?";

  private final Connection connection;

  KnownRows(Connection connection) {
    this.connection = connection;
  }

  /**
   * A row that is there.
   *
   * @param time when the measurement started, by which the row is found; null when it has none
   */
  record Known(Verdict verdict, String isVerified, Instant time) {

    /** Whether the upsert replaces it by this row. */
    boolean isAtTimeOf(FastpathRow row) {
      return time == null
          ? row.measurementStartTime() == null
          : time.equals(row.measurementStartTime());
    }
  }

  /**
   * The rows of these measurements, by uid. Where they should be is looked at first; only for those
   * that are not there all partitions are.
   *
   * @param rows as they would be written
   * @param others uids of measurements that would have no row
   */
  Map<String, Known> find(List<FastpathRow> rows, Set<String> others) throws SQLException {
    Map<String, Known> known = new HashMap<>();
    Set<String> sought = new HashSet<>(others);
    rows.forEach(row -> sought.add(row.measurementUid()));
    Optional<Instant> first = times(rows).min(Instant::compareTo);
    Optional<Instant> last = times(rows).max(Instant::compareTo);
    if (first.isPresent() && last.isPresent()) {
      try (PreparedStatement select = connection.prepareStatement(BETWEEN)) {
        select.setObject(2, first.get().atOffset(ZoneOffset.UTC));
        select.setObject(3, last.get().atOffset(ZoneOffset.UTC));
        read(select, sought, known);
      }
      sought.removeAll(known.keySet());
    }
    if (!sought.isEmpty()) {
      try (PreparedStatement select = connection.prepareStatement(COLUMNS)) {
        read(select, sought, known);
      }
    }
    return known;
  }

  private static java.util.stream.Stream<Instant> times(List<FastpathRow> rows) {
    return rows.stream().map(FastpathRow::measurementStartTime).filter(time -> time != null);
  }

  private void read(PreparedStatement select, Set<String> sought, Map<String, Known> known)
      throws SQLException {
    select.setArray(1, connection.createArrayOf("text", sought.toArray()));
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        Verdict verdict = new Verdict(row.getBoolean(2), row.getBoolean(3), row.getBoolean(4));
        OffsetDateTime time = row.getObject(6, OffsetDateTime.class);
        known.put(
            row.getString(1),
            new Known(verdict, row.getString(5), time == null ? null : time.toInstant()));
      }
    }
  }
}
