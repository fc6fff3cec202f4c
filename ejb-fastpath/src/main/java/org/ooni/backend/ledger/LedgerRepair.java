// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Has steps done again that are missing, by the server and in its usual way: this only marks what
 * is to be done. To mark twice does no harm.
 */
public final class LedgerRepair {

  private static final String SCORE =
      """
      INSERT INTO parked (measurement_uid, reason, replay_requested)
      SELECT measurement_uid, 'no_verdict', true FROM spool
      WHERE measurement_uid >= ? AND measurement_uid < ?
        AND received_at < now() - interval '10 minutes'
        AND NOT EXISTS (SELECT FROM fastpath f WHERE f.measurement_uid = spool.measurement_uid)
        AND NOT EXISTS (SELECT FROM unlisted u WHERE u.measurement_uid = spool.measurement_uid)
      ON CONFLICT DO NOTHING
      """;

  private static final String INDEX =
      """
      UPDATE archive_can SET state = 'UPLOADED', changed_at = now()
      WHERE hour >= ? AND hour < ? AND state IN ('INDEXED', 'PURGED')
        AND measurements <> (SELECT count(DISTINCT measurement_uid) FROM jsonl
                             WHERE jsonl.s3path = archive_can.s3path)
      """;

  private static final String RETRY =
      """
      UPDATE archive_can SET due = now()
      WHERE hour >= ? AND hour < ? AND state <> 'PURGED' AND due > now()
      """;

  private static final String UNSET_ASIDE =
      """
      UPDATE spool SET set_aside = NULL
      WHERE measurement_uid >= ? AND measurement_uid < ? AND set_aside IS NOT NULL
      """;

  private static final String RUN =
      "INSERT INTO archive_request (account_id) VALUES ('fastpath ledger --repair')";

  private final DataSource database;

  /** Of a database. */
  public LedgerRepair(DataSource database) {
    this.database = database;
  }

  /**
   * What was marked.
   *
   * @param toScore bodies without a verdict
   * @param toIndex cans whose lines are not all in the index
   * @param toRetry cans that wait after a failure
   * @param toArchive bodies that were set aside
   */
  public record Marked(int toScore, int toIndex, int toRetry, int toArchive) {}

  /**
   * Marks what is missing in the hours from one to before another.
   *
   * @param from {@code yyyyMMddHH}
   * @param to {@code yyyyMMddHH}
   */
  public Marked mark(String from, String to) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      Marked marked =
          new Marked(
              update(connection, SCORE, from, to),
              update(connection, INDEX, from, to),
              update(connection, RETRY, from, to),
              update(connection, UNSET_ASIDE, from, to));
      try (PreparedStatement run = connection.prepareStatement(RUN)) {
        run.executeUpdate();
      }
      connection.commit();
      return marked;
    }
  }

  private static int update(Connection connection, String sql, String from, String to)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, from);
      update.setString(2, to);
      return update.executeUpdate();
    }
  }
}
