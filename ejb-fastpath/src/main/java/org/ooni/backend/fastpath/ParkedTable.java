// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.ooni.backend.measurement.MeasurementUid;

/** The table {@code parked}: measurements that the database would not take, with the reason. */
final class ParkedTable {

  private static final String INSERT =
      """
      INSERT INTO parked (measurement_uid, reason, detail) VALUES (?, ?, ?)
      ON CONFLICT (measurement_uid) DO UPDATE
      SET reason = excluded.reason, detail = excluded.detail, attempts = parked.attempts + 1,
          parked_at = now(), replay_requested = false
      """;

  private final Connection connection;

  ParkedTable(Connection connection) {
    this.connection = connection;
  }

  void insert(MeasurementUid uid, String reason, String detail) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, uid.text());
      insert.setString(2, reason);
      insert.setString(3, detail);
      insert.executeUpdate();
    }
  }
}
