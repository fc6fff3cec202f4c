// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ooni.backend.accept.AcceptedMeasurement;
import org.ooni.backend.measurement.MeasurementUid;

/** The table {@code spool}: bodies from their commit until they are in the archive. */
final class Spool {

  // a batch may come again after days, when its bodies are archived and no longer here
  private static final String INSERT =
      """
      INSERT INTO spool (measurement_uid, report_id, received_at, digest,
                         size, content_offset, content_length, body)
      SELECT uid, ?, ?, ?, ?, ?, ?, ? FROM CAST(? AS text) AS given (uid)
      WHERE NOT EXISTS (SELECT FROM jsonl WHERE measurement_uid = uid)
        AND NOT EXISTS (SELECT FROM measurement_alias WHERE measurement_uid = uid)
      ON CONFLICT DO NOTHING
      """;

  private static final String INSERT_ALIAS =
      """
      INSERT INTO measurement_alias (measurement_uid, alias_of)
      SELECT ?, measurement_uid FROM spool WHERE digest = ? AND measurement_uid <> ?
      ON CONFLICT (measurement_uid) DO UPDATE SET alias_of = excluded.alias_of
      RETURNING measurement_uid
      """;

  private static final String IS_ALIAS =
      """
      SELECT FROM measurement_alias WHERE measurement_uid = ?
      """;

  private final Connection connection;

  Spool(Connection connection) {
    this.connection = connection;
  }

  /**
   * What was not there before.
   *
   * @param fresh the uids of those that were stored now
   * @param aliases the uids of those whose bytes are there under an earlier uid: they became
   *     aliases of it, which happens when a retry reached another node
   */
  record Inserted(Set<MeasurementUid> fresh, Set<MeasurementUid> aliases) {}

  /** Stores bodies that are not there yet. */
  Inserted insert(List<AcceptedMeasurement> accepted) throws SQLException {
    int[] inserted;
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (AcceptedMeasurement measurement : accepted) {
        insert.setString(1, measurement.reportId());
        insert.setObject(2, measurement.receivedAt().atOffset(ZoneOffset.UTC));
        insert.setBytes(3, measurement.digest());
        insert.setInt(4, measurement.body().size());
        insert.setInt(5, measurement.body().contentOffset());
        insert.setInt(6, measurement.body().contentLength());
        insert.setBytes(7, measurement.body().compressed());
        insert.setString(8, measurement.uid().text());
        insert.addBatch();
      }
      inserted = insert.executeBatch();
    }
    Set<MeasurementUid> fresh = new HashSet<>();
    Set<MeasurementUid> aliases = new HashSet<>();
    for (int i = 0; i < inserted.length; i++) {
      if (inserted[i] > 0) {
        fresh.add(accepted.get(i).uid());
      } else if (insertAlias(accepted.get(i)) || isAlias(accepted.get(i))) {
        aliases.add(accepted.get(i).uid());
      }
    }
    return new Inserted(fresh, aliases);
  }

  private boolean insertAlias(AcceptedMeasurement measurement) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT_ALIAS)) {
      insert.setString(1, measurement.uid().text());
      insert.setBytes(2, measurement.digest());
      insert.setString(3, measurement.uid().text());
      try (ResultSet alias = insert.executeQuery()) {
        return alias.next();
      }
    }
  }

  /** Whether it became one before; what it is an alias of may be in the archive by now. */
  private boolean isAlias(AcceptedMeasurement measurement) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(IS_ALIAS)) {
      select.setString(1, measurement.uid().text());
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }
}
