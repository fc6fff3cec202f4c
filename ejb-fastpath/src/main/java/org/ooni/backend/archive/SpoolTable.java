// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.ooni.backend.measurement.MeasurementUid;

/** The table {@code spool} as the archive uses it: what waits, and what goes where. */
final class SpoolTable {

  private static final String GROUPS =
      """
      SELECT DISTINCT left(measurement_uid, 10), split_part(measurement_uid, '_', 2),
        split_part(measurement_uid, '_', 3)
      FROM spool WHERE can_id IS NULL AND set_aside IS NULL
      ORDER BY 1, 2, 3
      """;

  private static final String ASSIGN =
      """
      UPDATE spool SET can_id = ? WHERE measurement_uid = ANY (?) AND can_id IS NULL
      """;

  private static final String SET_ASIDE =
      """
      UPDATE spool SET set_aside = ? WHERE measurement_uid = ? AND can_id IS NULL
      """;

  private static final String SET_GROUP_ASIDE =
      """
      UPDATE spool SET set_aside = ?
      WHERE left(measurement_uid, 10) = ? AND split_part(measurement_uid, '_', 2) = ?
        AND split_part(measurement_uid, '_', 3) = ? AND can_id IS NULL AND set_aside IS NULL
      """;

  // one that is parked is to be replayed from here
  private static final String PURGE =
      """
      DELETE FROM spool WHERE can_id = ?
        AND NOT EXISTS (SELECT FROM parked WHERE parked.measurement_uid = spool.measurement_uid)
      """;

  private static final String COUNT = "SELECT count(*) FROM spool WHERE can_id = ?";

  private final Connection connection;

  SpoolTable(Connection connection) {
    this.connection = connection;
  }

  /** First three parts of the keys that wait, as they are. */
  record Keys(String hour, String country, String nettest) {}

  List<Keys> waiting() throws SQLException {
    List<Keys> keys = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(GROUPS);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        keys.add(new Keys(rows.getString(1), rows.getString(2), rows.getString(3)));
      }
    }
    return keys;
  }

  /**
   * Binds bodies to a can.
   *
   * @throws SQLException when one of them is bound already
   */
  void assign(Can can, List<MeasurementUid> uids) throws SQLException {
    try (PreparedStatement assign = connection.prepareStatement(ASSIGN)) {
      assign.setLong(1, can.id());
      Object[] texts = uids.stream().map(MeasurementUid::text).toArray();
      assign.setArray(2, connection.createArrayOf("text", texts));
      if (assign.executeUpdate() != uids.size()) {
        throw new SQLException("a body is in another can already", "40001");
      }
    }
  }

  void setAside(String key, SetAside reason) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(SET_ASIDE)) {
      update.setString(1, reason.label());
      update.setString(2, key);
      update.executeUpdate();
    }
  }

  /** Sets aside all that have these parts in their keys; returns how many. */
  int setAside(Keys keys, SetAside reason) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(SET_GROUP_ASIDE)) {
      update.setString(1, reason.label());
      update.setString(2, keys.hour());
      update.setString(3, keys.country());
      update.setString(4, keys.nettest());
      return update.executeUpdate();
    }
  }

  /** How many bodies of a can the database still has. */
  long count(Can can) throws SQLException {
    try (PreparedStatement count = connection.prepareStatement(COUNT)) {
      count.setLong(1, can.id());
      try (ResultSet row = count.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Gives up the bodies of a can, but for those that are parked. */
  void purge(Can can) throws SQLException {
    try (PreparedStatement purge = connection.prepareStatement(PURGE)) {
      purge.setLong(1, can.id());
      purge.executeUpdate();
    }
  }
}
