// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The table {@code ledger}, and how its numbers are counted. */
final class LedgerTable {

  /** A key is between its hour and this behind its hour: a colon follows the digits. */
  private static final String AFTER_DIGITS = ":";

  private static final String TO_COUNT =
      """
      SELECT hour FROM ledger WHERE NOT settled
      UNION
      SELECT hour FROM accepted_count LEFT JOIN ledger USING (hour)
      GROUP BY hour, ledger.accepted HAVING sum(accepted_count.accepted)
        IS DISTINCT FROM ledger.accepted
      UNION
      SELECT hour FROM archive_can LEFT JOIN ledger USING (hour)
      WHERE changed_at > now() - interval '2 days'
        AND (counted_at IS NULL OR changed_at >= counted_at)
      UNION
      SELECT left(measurement_uid, 10) FROM spool
      WHERE can_id IS NULL AND set_aside IS NULL AND left(measurement_uid, 10) ~ '^[0-9]{10}$'
      ORDER BY hour DESC LIMIT ?
      """;

  private static final String COUNT =
      """
      WITH hour AS (
        SELECT ?::text AS first, ?::text AS next
      ), indexed AS MATERIALIZED (
        SELECT measurement_uid FROM archive_can JOIN jsonl USING (s3path)
        WHERE archive_can.hour = (SELECT first FROM hour) AND state IN ('INDEXED', 'PURGED')
      ), spooled AS MATERIALIZED (
        SELECT measurement_uid, set_aside IS NOT NULL AS is_aside,
          coalesce(state IN ('INDEXED', 'PURGED'), false) AS is_archived
        FROM spool LEFT JOIN archive_can USING (can_id)
        WHERE measurement_uid >= (SELECT first FROM hour)
          AND measurement_uid < (SELECT next FROM hour)
      ), verdict AS (
        SELECT measurement_uid, bool_and(msm_failure) AS is_failure FROM fastpath
        WHERE measurement_uid >= (SELECT first FROM hour)
          AND measurement_uid < (SELECT next FROM hour)
        GROUP BY measurement_uid
      ), fate AS (
        SELECT CASE WHEN is_failure THEN 'failed' WHEN NOT is_failure THEN 'scored'
          WHEN unlisted.reason IS NOT NULL THEN 'unlisted'
          WHEN parked.reason IS NOT NULL THEN 'parked' ELSE 'unjudged' END AS fate
        FROM (SELECT measurement_uid FROM indexed UNION SELECT measurement_uid FROM spooled) AS body
          LEFT JOIN verdict USING (measurement_uid) LEFT JOIN unlisted USING (measurement_uid)
          LEFT JOIN parked USING (measurement_uid)
      ), counted AS (
        SELECT (SELECT first FROM hour) AS hour,
          (SELECT sum(accepted) FROM accepted_count
            WHERE hour = (SELECT first FROM hour))::bigint AS accepted,
          (SELECT count(*) FROM measurement_alias
            WHERE measurement_uid >= (SELECT first FROM hour)
              AND measurement_uid < (SELECT next FROM hour)) AS duplicate,
          count(*) FILTER (WHERE fate = 'scored') AS scored,
          count(*) FILTER (WHERE fate = 'failed') AS failed,
          count(*) FILTER (WHERE fate = 'unlisted') AS unlisted,
          count(*) FILTER (WHERE fate = 'parked') AS parked,
          count(*) FILTER (WHERE fate = 'unjudged') AS unjudged,
          (SELECT count(*) FROM spooled WHERE NOT is_aside AND NOT is_archived) AS waiting,
          (SELECT count(*) FROM spooled WHERE is_aside) AS set_aside,
          (SELECT coalesce(sum(measurements), 0)::bigint FROM archive_can
            WHERE hour = (SELECT first FROM hour) AND state IN ('INDEXED', 'PURGED')) AS archived,
          (SELECT count(*) FROM indexed) AS indexed
        FROM fate
      )
      INSERT INTO ledger (hour, accepted, duplicate, scored, failed, unlisted, parked, unjudged,
        waiting, set_aside, archived, indexed, settled, counted_at)
      SELECT counted.*, false, now() FROM counted
      ON CONFLICT (hour) DO UPDATE SET accepted = excluded.accepted,
        duplicate = excluded.duplicate, scored = excluded.scored, failed = excluded.failed,
        unlisted = excluded.unlisted, parked = excluded.parked, unjudged = excluded.unjudged,
        waiting = excluded.waiting, set_aside = excluded.set_aside, archived = excluded.archived,
        indexed = excluded.indexed, counted_at = excluded.counted_at
      RETURNING\040""";

  private static final String COLUMNS =
      """
      hour, accepted, duplicate, scored, failed, unlisted, parked, unjudged, waiting, set_aside,
        archived, indexed, counted_at
      """;

  private static final String SETTLE = "UPDATE ledger SET settled = ? WHERE hour = ?";

  private static final String BETWEEN =
      "SELECT " + COLUMNS + " FROM ledger WHERE hour >= ? AND hour < ? ORDER BY hour";

  private static final String UNSETTLED =
      "SELECT " + COLUMNS + " FROM ledger WHERE NOT settled AND hour < ?";

  private final Connection connection;

  LedgerTable(Connection connection) {
    this.connection = connection;
  }

  /** Hours whose numbers may have changed, the newest first. */
  List<String> toCount(int maximum) throws SQLException {
    List<String> hours = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(TO_COUNT)) {
      select.setInt(1, maximum);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          hours.add(rows.getString(1));
        }
      }
    }
    return hours;
  }

  /** Counts an hour anew and keeps the numbers. */
  LedgerRow count(String hour) throws SQLException {
    try (PreparedStatement count = connection.prepareStatement(COUNT + COLUMNS)) {
      count.setString(1, hour);
      count.setString(2, hour + AFTER_DIGITS);
      return rows(count).get(0);
    }
  }

  /** Whether an hour need not be counted again until something happens to it. */
  void settle(String hour, boolean settled) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(SETTLE)) {
      update.setBoolean(1, settled);
      update.setString(2, hour);
      update.executeUpdate();
    }
  }

  /** The numbers as they were counted last, of the hours from one to before another. */
  List<LedgerRow> between(String from, String to) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(BETWEEN)) {
      select.setString(1, from);
      select.setString(2, to);
      return rows(select);
    }
  }

  /** Hours before another whose numbers do not add up. */
  List<LedgerRow> unsettledBefore(String hour) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(UNSETTLED)) {
      select.setString(1, hour);
      return rows(select);
    }
  }

  private static List<LedgerRow> rows(PreparedStatement statement) throws SQLException {
    List<LedgerRow> rows = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        Long accepted = row.getObject(2, Long.class);
        rows.add(
            new LedgerRow(
                row.getString(1),
                accepted == null ? OptionalLong.empty() : OptionalLong.of(accepted),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                row.getLong(12),
                row.getObject(13, OffsetDateTime.class).toInstant()));
      }
    }
    return rows;
  }
}
