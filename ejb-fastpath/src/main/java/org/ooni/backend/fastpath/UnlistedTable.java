// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.ooni.backend.measurement.MeasurementUid;

/** The table {@code unlisted}: measurements that have no row by the rules, with the rule. */
final class UnlistedTable {

  private static final String INSERT =
      """
      INSERT INTO unlisted (measurement_uid, reason) VALUES (?, ?)
      ON CONFLICT DO NOTHING
      """;

  private final Connection connection;

  UnlistedTable(Connection connection) {
    this.connection = connection;
  }

  void insert(MeasurementUid uid, String reason) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, uid.text());
      insert.setString(2, reason);
      insert.executeUpdate();
    }
  }
}
