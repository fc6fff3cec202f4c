// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.ooni.backend.measurement.MeasurementUid;

/** The table {@code unlisted}: measurements that have no row by the rules, with the rule. */
final class UnlistedTable {

  private static final String INSERT =
      """
      INSERT INTO unlisted (measurement_uid, reason) VALUES (?, ?)
      ON CONFLICT DO NOTHING
      """;

  private static final String REMOVE = "DELETE FROM unlisted WHERE measurement_uid = ANY (?)";

  private final Connection connection;

  UnlistedTable(Connection connection) {
    this.connection = connection;
  }

  void insert(MeasurementUid uid, String reason) throws SQLException {
    insert(uid.text(), reason);
  }

  void insert(String uid, String reason) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, uid);
      insert.setString(2, reason);
      insert.executeUpdate();
    }
  }

  /** Forgets those that have a row now. */
  void remove(List<String> uids) throws SQLException {
    try (PreparedStatement remove = connection.prepareStatement(REMOVE)) {
      remove.setArray(1, connection.createArrayOf("text", uids.toArray()));
      remove.executeUpdate();
    }
  }
}
