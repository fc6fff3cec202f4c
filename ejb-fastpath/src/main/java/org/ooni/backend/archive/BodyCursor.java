// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.ooni.backend.bodies.StoredBody;

/**
 * Reads bodies in the order of their keys, few at a time. Within a transaction only: elsewhere the
 * driver would fetch all of them at once.
 */
final class BodyCursor implements AutoCloseable {

  /** So many of the largest bodies fit into memory without harm. */
  private static final int FETCHED_AT_ONCE = 8;

  private static final String COLUMNS =
      """
      SELECT measurement_uid, report_id, received_at, digest, size, content_offset,
             content_length, body
      FROM spool
      """;

  private static final String WAITING =
      COLUMNS
          + """
            WHERE left(measurement_uid, 10) = ? AND split_part(measurement_uid, '_', 2) = ?
              AND split_part(measurement_uid, '_', 3) = ? AND can_id IS NULL AND set_aside IS NULL
            ORDER BY measurement_uid
            """;

  private static final String SEALED = COLUMNS + "WHERE can_id = ? ORDER BY measurement_uid";

  private final PreparedStatement statement;
  private final ResultSet rows;

  private BodyCursor(PreparedStatement statement) throws SQLException {
    this.statement = statement;
    statement.setFetchSize(FETCHED_AT_ONCE);
    this.rows = statement.executeQuery();
  }

  /** Those of a group that are in no can yet. */
  static BodyCursor waiting(Connection connection, HourGroup group) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(WAITING);
    statement.setString(1, group.hour());
    statement.setString(2, group.country().code());
    statement.setString(3, group.nettest());
    return new BodyCursor(statement);
  }

  /** Those of a sealed can. */
  static BodyCursor of(Connection connection, Can can) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(SEALED);
    statement.setLong(1, can.id());
    return new BodyCursor(statement);
  }

  /** The next one; nothing at the end. */
  Optional<Spooled> next() throws SQLException {
    if (!rows.next()) {
      return Optional.empty();
    }
    return Optional.of(
        new Spooled(
            rows.getString(1),
            rows.getString(2),
            rows.getObject(3, OffsetDateTime.class).toInstant(),
            rows.getBytes(4),
            new StoredBody(rows.getBytes(8), rows.getInt(5), rows.getInt(6), rows.getInt(7))));
  }

  @Override
  public void close() throws SQLException {
    rows.close();
    statement.close();
  }
}
