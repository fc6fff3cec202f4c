// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.pages;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the database tells of all nodes. Each number is bounded: of what waits in millions it is
 * enough to know that it is much.
 *
 * @param waiting what is on its way, in the order of the way
 * @param hours the newest last
 * @param timers and feeds
 */
record StatusNumbers(List<Waiting> waiting, List<Hour> hours, List<Timer> timers) {

  /** More are not counted. */
  static final long MOST = 100_000;

  private static final int LIMIT_SECONDS = 3;

  private static final String WAITING =
      """
      SELECT
        (SELECT count(*) FROM (SELECT FROM rollup_delta LIMIT ?) few),
        (SELECT counted_at FROM rollup_delta ORDER BY delta_id LIMIT 1),
        (SELECT count(*) FROM (SELECT FROM spool WHERE can_id IS NULL AND set_aside IS NULL
          LIMIT ?) few),
        (SELECT left(measurement_uid, 10) FROM spool WHERE can_id IS NULL AND set_aside IS NULL
          ORDER BY left(measurement_uid, 10) LIMIT 1),
        (SELECT count(*) FROM archive_can WHERE state IN ('FILLING', 'SEALED', 'UPLOADED')),
        (SELECT min(hour) FROM archive_can WHERE state IN ('FILLING', 'SEALED', 'UPLOADED')),
        (SELECT count(*) FROM (SELECT FROM spool WHERE set_aside IS NOT NULL LIMIT ?) few),
        (SELECT count(*) FROM (SELECT FROM parked LIMIT ?) few)
      """;

  private static final String HOURS =
      """
      SELECT hour, coalesce(accepted, duplicate + scored + failed + unlisted + parked + unjudged),
        settled
      FROM ledger ORDER BY hour DESC LIMIT 48
      """;

  private static final String TIMERS =
      """
      SELECT timer, max(ended_at), max(succeeded_at) FROM timer_run GROUP BY timer
      UNION ALL
      SELECT 'feed ' || split_part(name, '@', 1), NULL, max(last_success) FROM feed
      GROUP BY split_part(name, '@', 1)
      ORDER BY 1
      """;

  /**
   * What is on its way.
   *
   * @param count at most one more than {@link #MOST}
   * @param since when the oldest of it began to wait; nothing when that is not known
   */
  record Waiting(String what, long count, Optional<String> since) {}

  /** The measurements that were accepted in an hour, and whether all of them have arrived. */
  record Hour(String hour, long accepted, boolean isSettled) {}

  /** When a timer ran last. */
  record Timer(String name, Optional<Instant> ended, Optional<Instant> succeeded) {}

  /** Reads all of it. */
  static StatusNumbers read(Connection connection) throws SQLException {
    return new StatusNumbers(waiting(connection), hours(connection), timers(connection));
  }

  private static List<Waiting> waiting(Connection connection) throws SQLException {
    try (PreparedStatement select = prepare(connection, WAITING)) {
      for (int parameter = 1; parameter <= 4; parameter++) {
        select.setLong(parameter, MOST + 1);
      }
      try (ResultSet row = select.executeQuery()) {
        row.next();
        Optional<String> delta = instant(row, 2).map(PageTime::minute);
        return List.of(
            new Waiting("differences for charts", row.getLong(1), delta),
            new Waiting("measurements for the archive", row.getLong(3), hour(row.getString(4))),
            new Waiting("cans of the archive under way", row.getLong(5), hour(row.getString(6))),
            new Waiting("bodies that cannot be archived", row.getLong(7), Optional.empty()),
            new Waiting("measurements set aside", row.getLong(8), Optional.empty()));
      }
    }
  }

  private static List<Hour> hours(Connection connection) throws SQLException {
    List<Hour> hours = new ArrayList<>();
    try (PreparedStatement select = prepare(connection, HOURS);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        hours.add(0, new Hour(row.getString(1), row.getLong(2), row.getBoolean(3)));
      }
    }
    return hours;
  }

  private static List<Timer> timers(Connection connection) throws SQLException {
    List<Timer> timers = new ArrayList<>();
    try (PreparedStatement select = prepare(connection, TIMERS);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        timers.add(new Timer(row.getString(1), instant(row, 2), instant(row, 3)));
      }
    }
    return timers;
  }

  private static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setQueryTimeout(LIMIT_SECONDS);
    return statement;
  }

  private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static Optional<String> hour(String key) {
    return Optional.ofNullable(key).map(PageTime::hour);
  }
}
