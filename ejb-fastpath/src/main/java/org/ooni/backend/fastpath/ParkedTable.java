// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.ooni.backend.accept.AcceptedMeasurement;
import org.ooni.backend.bodies.StoredBody;
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

  private static final String REQUESTED =
      """
      SELECT measurement_uid, report_id, received_at, digest, size, content_offset,
             content_length, body
      FROM parked JOIN spool USING (measurement_uid)
      WHERE replay_requested
      ORDER BY measurement_uid LIMIT ?
      """;

  private static final String REQUESTED_OF_ARCHIVE =
      """
      SELECT measurement_uid FROM parked
      WHERE replay_requested
        AND NOT EXISTS (SELECT FROM spool s WHERE s.measurement_uid = parked.measurement_uid)
      ORDER BY measurement_uid LIMIT ?
      """;

  private static final String DELETE = "DELETE FROM parked WHERE measurement_uid = ?";

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

  /** Those that somebody wants to be tried again, with their bodies, oldest first. */
  List<AcceptedMeasurement> requested(int maximum) throws SQLException {
    List<AcceptedMeasurement> found = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(REQUESTED)) {
      select.setInt(1, maximum);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(
              new AcceptedMeasurement(
                  new MeasurementUid(rows.getString(1)),
                  rows.getString(2),
                  rows.getObject(3, OffsetDateTime.class).toInstant(),
                  rows.getBytes(4),
                  new StoredBody(
                      rows.getBytes(8), rows.getInt(5), rows.getInt(6), rows.getInt(7))));
        }
      }
    }
    return found;
  }

  /** Those of whose bodies the database has no copy any more, oldest first. */
  List<MeasurementUid> requestedOfArchive(int maximum) throws SQLException {
    List<MeasurementUid> found = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(REQUESTED_OF_ARCHIVE)) {
      select.setInt(1, maximum);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(new MeasurementUid(rows.getString(1)));
        }
      }
    }
    return found;
  }

  /** Forgets one that has its row now; whether it was there. */
  boolean delete(MeasurementUid uid) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
      delete.setString(1, uid.text());
      return delete.executeUpdate() > 0;
    }
  }
}
