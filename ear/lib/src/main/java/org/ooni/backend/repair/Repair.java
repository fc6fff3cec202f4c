// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.repair;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.ooni.backend.repair.Missing.Step;

/** Finds what is missing in some hours and, if wanted, marks it to be done again. */
public final class Repair {

  private static final String STORED =
      """
      SELECT hour, 'acknowledged and not in the database: '
        || accepted - duplicate - scored - failed - unlisted - parked - unjudged
      FROM ledger
      WHERE hour >= ? AND hour < ?
        AND hour < to_char(now() AT TIME ZONE 'UTC' - interval '2 hours', 'YYYYMMDDHH24')
        AND accepted > duplicate + scored + failed + unlisted + parked + unjudged
      ORDER BY hour
      """;

  private static final String JUDGED =
      """
      WITH range AS (
        SELECT ?::text AS first, ?::text AS next
      ), body AS (
        SELECT measurement_uid FROM spool
        WHERE measurement_uid >= (SELECT first FROM range)
          AND measurement_uid < (SELECT next FROM range)
          AND received_at < now() - interval '10 minutes'
        UNION
        SELECT measurement_uid FROM archive_can JOIN jsonl USING (s3path)
        WHERE hour >= (SELECT first FROM range) AND hour < (SELECT next FROM range)
          AND state IN ('INDEXED', 'PURGED')
      )
      INSERT INTO parked (measurement_uid, reason, replay_requested)
      SELECT measurement_uid, 'no_verdict', true FROM body
      WHERE NOT EXISTS (SELECT FROM fastpath f WHERE f.measurement_uid = body.measurement_uid)
        AND NOT EXISTS (SELECT FROM unlisted u WHERE u.measurement_uid = body.measurement_uid)
      ORDER BY measurement_uid
      ON CONFLICT DO NOTHING
      RETURNING measurement_uid, 'no verdict'
      """;

  private static final String ARCHIVED =
      """
      WITH found AS (
        SELECT measurement_uid, set_aside FROM spool
        WHERE measurement_uid >= ? AND measurement_uid < ? AND set_aside IS NOT NULL
        ORDER BY measurement_uid FOR UPDATE SKIP LOCKED
      )
      UPDATE spool SET set_aside = NULL FROM found
      WHERE spool.measurement_uid = found.measurement_uid
      RETURNING found.measurement_uid, found.set_aside
      """;

  private static final String RETRIED =
      """
      WITH found AS (
        SELECT can_id FROM archive_can
        WHERE hour >= ? AND hour < ? AND state <> 'PURGED' AND due > now() AND last_failure <> ''
        ORDER BY can_id FOR UPDATE SKIP LOCKED
      )
      UPDATE archive_can SET due = now() FROM found
      WHERE archive_can.can_id = found.can_id
      RETURNING s3path, 'failed: ' || last_failure
      """;

  private static final String INDEXED =
      """
      WITH counted AS MATERIALIZED (
        SELECT can_id, (SELECT count(DISTINCT measurement_uid) FROM jsonl
                        WHERE jsonl.s3path = archive_can.s3path) AS known
        FROM archive_can
        WHERE hour >= ? AND hour < ? AND state IN ('INDEXED', 'PURGED')
      ), found AS (
        SELECT can_id, known FROM archive_can JOIN counted USING (can_id)
        WHERE known <> measurements AND state IN ('INDEXED', 'PURGED')
        ORDER BY can_id FOR UPDATE OF archive_can SKIP LOCKED
      )
      UPDATE archive_can SET state = 'UPLOADED', changed_at = now(), due = now() FROM found
      WHERE archive_can.can_id = found.can_id
      RETURNING s3path, 'in the index: ' || known || ' of ' || measurements
      """;

  private static final Map<Step, String> STATEMENTS =
      new EnumMap<>(
          Map.of(
              Step.STORED, STORED,
              Step.JUDGED, JUDGED,
              Step.ARCHIVED, ARCHIVED,
              Step.RETRIED, RETRIED,
              Step.INDEXED, INDEXED));

  private static final String RUN = "INSERT INTO archive_request (account_id) VALUES (?)";

  private final DataSource database;

  /** Of a database. */
  public Repair(DataSource database) {
    this.database = database;
  }

  /**
   * Tells what marking would mark, and changes nothing.
   *
   * @return how many there are of each step
   */
  public Map<Step, Long> look(RepairRange range, Consumer<Missing> found) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        return findAndMark(connection, range, found);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  /**
   * Marks what is missing, and asks for a run of the archive.
   *
   * @param account who wants it
   * @return how many there are of each step
   */
  public Map<Step, Long> mark(RepairRange range, String account, Consumer<Missing> found)
      throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      boolean committed = false;
      try (PreparedStatement run = connection.prepareStatement(RUN)) {
        Map<Step, Long> counts = findAndMark(connection, range, found);
        run.setString(1, account);
        run.executeUpdate();
        connection.commit();
        committed = true;
        return counts;
      } finally {
        if (!committed) {
          connection.rollback();
        }
        connection.setAutoCommit(true);
      }
    }
  }

  private static Map<Step, Long> findAndMark(
      Connection connection, RepairRange range, Consumer<Missing> found) throws SQLException {
    Map<Step, Long> counts = new EnumMap<>(Step.class);
    for (Map.Entry<Step, String> statement : STATEMENTS.entrySet()) {
      long count = 0;
      try (PreparedStatement step = connection.prepareStatement(statement.getValue())) {
        step.setString(1, range.first());
        step.setString(2, range.next());
        try (ResultSet row = step.executeQuery()) {
          while (row.next()) {
            count++;
            found.accept(new Missing(statement.getKey(), row.getString(1), row.getString(2)));
          }
        }
      }
      counts.put(statement.getKey(), count);
    }
    return counts;
  }
}
