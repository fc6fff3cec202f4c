// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table {@code archive_can}: names that were given out, and the state of each. */
final class CanTable {

  // a name is that of a can for good, so the next number is one more than any that there is
  private static final String OPEN =
      """
      INSERT INTO archive_can (hour, probe_cc, nettest, collector, number, jsonl_number)
      SELECT ?, ?, ?, ?, next, next
      FROM (SELECT coalesce(max(greatest(number, jsonl_number)) + 1, 0) AS next FROM archive_can
            WHERE hour = ? AND probe_cc = ? AND nettest = ? AND collector = ?) AS known
      ON CONFLICT DO NOTHING
      """;

  private static final String COLUMNS =
      """
      SELECT can_id, hour, probe_cc, nettest, collector, number, jsonl_number, state, measurements,
             attempts
      FROM archive_can
      """;

  private static final String FILLING =
      COLUMNS + "WHERE hour = ? AND probe_cc = ? AND nettest = ? AND state = 'FILLING'";

  private static final String UNFINISHED =
      COLUMNS
          + """
            WHERE state IN ('FILLING', 'SEALED', 'UPLOADED') AND due <= now()
            ORDER BY hour, can_id LIMIT ?
            """;

  private static final String KEPT_LONG_ENOUGH =
      COLUMNS
          + """
            WHERE state = 'INDEXED' AND due <= now()
              AND indexed_at <= now() - make_interval(secs => ?)
            ORDER BY can_id LIMIT ?
            """;

  private static final String LOCK =
      """
      SELECT FROM archive_can WHERE can_id = ? AND state = ? FOR UPDATE SKIP LOCKED
      """;

  private static final String SIZES =
      "SELECT postcan_bytes, jsonl_bytes FROM archive_can WHERE can_id = ?";

  private static final String DELETE = "DELETE FROM archive_can WHERE can_id = ?";

  private final Connection connection;

  CanTable(Connection connection) {
    this.connection = connection;
  }

  /** The can that is to be filled from a group: a new one, unless one was begun before. */
  Optional<Can> open(HourGroup group, String collector) throws SQLException {
    try (PreparedStatement open = connection.prepareStatement(OPEN);
        PreparedStatement filling = connection.prepareStatement(FILLING)) {
      bind(open, 1, group);
      open.setString(4, collector);
      bind(open, 5, group);
      open.setString(8, collector);
      open.executeUpdate();
      bind(filling, 1, group);
      return cans(filling).stream().findFirst();
    }
  }

  /**
   * Takes a can for this transaction alone; false when another has it, or when it has gone on since
   * it was read.
   */
  boolean lock(Can can) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
      lock.setLong(1, can.id());
      lock.setString(2, can.state().name());
      try (ResultSet row = lock.executeQuery()) {
        return row.next();
      }
    }
  }

  /** Cans that were begun and are not indexed, the oldest hour first. */
  List<Can> unfinished(int maximum) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(UNFINISHED)) {
      select.setInt(1, maximum);
      return cans(select);
    }
  }

  /** Cans that were indexed so long ago that the database may give up its copy. */
  List<Can> keptLongEnough(long seconds, int maximum) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(KEPT_LONG_ENOUGH)) {
      select.setLong(1, seconds);
      select.setInt(2, maximum);
      return cans(select);
    }
  }

  /** Forgets a can that was never put, because there was nothing to put into it. */
  void delete(Can can) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
      delete.setLong(1, can.id());
      delete.executeUpdate();
    }
  }

  /** How many bytes the objects of an indexed can have. */
  record Sizes(long postcan, long jsonl) {}

  Sizes sizes(Can can) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SIZES)) {
      select.setLong(1, can.id());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new Sizes(row.getLong(1), row.getLong(2));
      }
    }
  }

  private static void bind(PreparedStatement statement, int first, HourGroup group)
      throws SQLException {
    statement.setString(first, group.hour());
    statement.setString(first + 1, group.country().code());
    statement.setString(first + 2, group.nettest());
  }

  private static List<Can> cans(PreparedStatement select) throws SQLException {
    List<Can> cans = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        HourGroup group =
            HourGroup.of(rows.getString(2), rows.getString(3), rows.getString(4)).orElseThrow();
        String collector = rows.getString(5);
        cans.add(
            new Can(
                rows.getLong(1),
                new CanName(group, collector, rows.getInt(6)),
                new CanName(group, collector, rows.getInt(7)),
                CanState.valueOf(rows.getString(8)),
                rows.getInt(9),
                rows.getInt(10)));
      }
    }
    return cans;
  }
}
