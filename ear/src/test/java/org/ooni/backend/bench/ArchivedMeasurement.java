// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.ooni.backend.runner.LocalPlatform;

/**
 * A measurement whose bytes are in the object store and nowhere else, as they are after a day.
 *
 * @param platform where it is made
 */
record ArchivedMeasurement(LocalPlatform platform) {

  private static final int SUBMITTED = 500;
  private static final int BYTES = 20_000;

  private static final String WAITING = "select count(*) from spool where report_id = ?";
  private static final String ARCHIVED = "select count(*) from jsonl where report_id = ?";
  private static final String RUN = "insert into archive_request (account_id) values (?)";
  private static final String FORGET = "delete from spool where report_id = ?";
  private static final String ONE =
      "select measurement_uid from jsonl where report_id = ? order by 1 limit 1 offset 250";

  /** Submits some, has them archived and removed from the database; returns the id of one. */
  String uid() throws IOException, InterruptedException, SQLException {
    String report = SubmissionBenchmark.openReport(platform.baseUri());
    Supplier<byte[]> requests = new SubmissionRequests(report, BYTES).forOneClient();
    try (LoadClient client = new LoadClient(platform.baseUri().getPort());
        Connection owner = platform.ownerConnection()) {
      for (int i = 0; i < SUBMITTED; i++) {
        client.send(requests.get());
      }
      awaitAll(owner, WAITING, report);
      execute(owner, RUN, "benchmark");
      awaitAll(owner, ARCHIVED, report);
      execute(owner, FORGET, report);
      return ask(owner, ONE, report);
    }
  }

  private static void awaitAll(Connection owner, String count, String report)
      throws SQLException, InterruptedException {
    while (Integer.parseInt(ask(owner, count, report)) < SUBMITTED) {
      Thread.sleep(500);
    }
  }

  private static String ask(Connection owner, String sql, String value) throws SQLException {
    try (PreparedStatement statement = owner.prepareStatement(sql)) {
      statement.setString(1, value);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  private static void execute(Connection owner, String sql, String value) throws SQLException {
    try (PreparedStatement statement = owner.prepareStatement(sql)) {
      statement.setString(1, value);
      statement.executeUpdate();
    }
  }
}
