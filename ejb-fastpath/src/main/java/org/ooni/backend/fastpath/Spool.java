// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import static org.ooni.backend.fastpath.Instants.text;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ooni.backend.accept.AcceptedMeasurement;
import org.ooni.backend.measurement.MeasurementUid;

/** The table {@code spool}: bodies from their commit until they are in the archive. */
final class Spool {

  // a batch may come again after days, when its bodies are archived and no longer here; in the
  // order
  // of the batch, because of two that are the same the earlier one is the measurement
  private static final String INSERT =
      """
      INSERT INTO spool (measurement_uid, report_id, received_at, digest,
                         size, content_offset, content_length, body)
      SELECT uid, report, received, digest, size, content_offset, content_length, body
      FROM unnest(?::text[], ?::text[], ?::timestamptz[], ?::bytea[], ?::int4[], ?::int4[],
                  ?::int4[], ?::bytea[]) WITH ORDINALITY
        AS given (uid, report, received, digest, size, content_offset, content_length, body, place)
      WHERE NOT EXISTS (SELECT FROM jsonl WHERE measurement_uid = uid)
        AND NOT EXISTS (SELECT FROM measurement_alias WHERE measurement_uid = uid)
      ORDER BY place
      ON CONFLICT DO NOTHING
      RETURNING measurement_uid
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

  /** What the database holds in memory for a statement, by default, is twice this. */
  private static final long STATEMENT_BYTES = 2L << 20;

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
    Set<MeasurementUid> fresh = new HashSet<>();
    int from = 0;
    while (from < accepted.size()) {
      int to = endOfStatement(accepted, from);
      fresh.addAll(insertThose(accepted.subList(from, to)));
      from = to;
    }
    Set<MeasurementUid> aliases = new HashSet<>();
    for (AcceptedMeasurement measurement : accepted) {
      if (!fresh.contains(measurement.uid())
          && (insertAlias(measurement) || isAlias(measurement))) {
        aliases.add(measurement.uid());
      }
    }
    return new Inserted(fresh, aliases);
  }

  private static int endOfStatement(List<AcceptedMeasurement> accepted, int from) {
    int to = from + 1;
    long bytes = accepted.get(from).body().compressed().length;
    while (to < accepted.size()) {
      bytes += accepted.get(to).body().compressed().length;
      if (bytes > STATEMENT_BYTES) {
        break;
      }
      to++;
    }
    return to;
  }

  private Set<MeasurementUid> insertThose(List<AcceptedMeasurement> accepted) throws SQLException {
    Set<MeasurementUid> fresh = new HashSet<>();
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      new ColumnArrays<>(connection, insert, accepted)
          .text(measurement -> measurement.uid().text())
          .text(AcceptedMeasurement::reportId)
          .add("timestamptz", measurement -> text(measurement.receivedAt()))
          .add("bytea", AcceptedMeasurement::digest)
          .add("int4", measurement -> measurement.body().size())
          .add("int4", measurement -> measurement.body().contentOffset())
          .add("int4", measurement -> measurement.body().contentLength())
          .add("bytea", measurement -> measurement.body().compressed());
      try (ResultSet rows = insert.executeQuery()) {
        while (rows.next()) {
          fresh.add(new MeasurementUid(rows.getString(1)));
        }
      }
    }
    return fresh;
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
