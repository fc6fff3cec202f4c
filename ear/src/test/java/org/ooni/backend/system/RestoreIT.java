// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.ooni.backend.runner.LocalPlatform;

/** The archive of one installation is read into another that has nothing (I24). */
@ExtendWith(DeployedSystem.class)
class RestoreIT {

  private static final Duration SOON = DeployedSystem.PATIENCE;

  /** What the archive has, but for when it was written. */
  private static final String ROWS =
      """
      SELECT f.measurement_uid, (to_jsonb(f) - 'update_time')::text || to_jsonb(j)::text
      FROM fastpath f JOIN jsonl j USING (measurement_uid)
      """;

  private static final String UNCOUNTED =
      """
      SELECT (SELECT count(*) FROM fastpath)
        - (SELECT coalesce(sum(measurement_count), 0) FROM rollup_country_day)
      """;

  private final LocalPlatform platform = DeployedSystem.platform();
  private final Probe probe = new Probe(platform.baseUri());

  @TempDir Path folder;

  @Test
  void rowsAndIndexAreTheSameInTheOtherInstallation() throws Exception {
    Set<String> accepted = archived(60);
    EmptyDatabase other = EmptyDatabase.make(platform, "restored");
    // what the server scored with; its tables are filled by a feed that the tests have not
    Path fingerprints = Files.writeString(folder.resolve("none.json"), "[]");
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    FastpathProcess.Ended restored =
        new FastpathProcess(platform)
            .with("DATABASE_URL", other.url())
            .with("FASTPATH_JAVA_OPTIONS", "-Xmx256m")
            .run(
                List.of(
                    "--no-progress",
                    "--folder=" + folder,
                    "--fingerprints-dns=" + fingerprints,
                    "--start-day=" + today.minusDays(1),
                    "--end-day=" + today.plusDays(1)));
    assertEquals(0, restored.exitCode(), restored.output());
    try (Connection connection = other.connect();
        Connection first = platform.applicationConnection()) {
      Map<String, String> expected = rows(first);
      Map<String, String> rows = rows(connection);
      assertTrue(rows.keySet().containsAll(accepted), restored.output());
      expected.keySet().retainAll(rows.keySet());
      assertEquals(expected, rows);
      assertEquals("0", one(connection, UNCOUNTED));
    }
  }

  /** Uids of some measurements that the archive has now. */
  private Set<String> archived(int count) throws Exception {
    Ledger ledger = new Ledger(probe);
    ledger.post(count, () -> {});
    Set<String> accepted = ledger.contents().keySet();
    try (Connection database = platform.applicationConnection()) {
      await().atMost(SOON).until(() -> ledger.faults(database), List::isEmpty);
      await()
          .atMost(SOON)
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () -> {
                execute(database, "UPDATE archive_can SET due = now() WHERE state <> 'INDEXED'");
                execute(database, "INSERT INTO archive_request (account_id) VALUES ('test')");
                return rows(database).keySet().containsAll(accepted);
              });
    }
    return accepted;
  }

  private static Map<String, String> rows(Connection database) throws SQLException {
    Map<String, String> rows = new TreeMap<>();
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(ROWS)) {
      while (row.next()) {
        rows.put(row.getString(1), row.getString(2));
      }
    }
    return rows;
  }

  private static String one(Connection database, String sql) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static void execute(Connection database, String sql) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }
}
