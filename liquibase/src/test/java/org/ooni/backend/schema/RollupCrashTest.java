// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * At its full size, 100,000 rows and 20,000 re-scores: {@code mvn verify -pl liquibase
 * -Dtest=RollupCrashTest -Drollup.crash.rows=100000}.
 */
class RollupCrashTest {

  private static final int ROWS = Integer.getInteger("rollup.crash.rows", 3000);
  private static final Logger LOG = System.getLogger(RollupCrashTest.class.getName());

  @TempDir Path folder;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void killedInTheMiddleOfWritingAndDrainingTheRollupsAreStillARecount() throws Exception {
    try (KillablePostgres postgres = new KillablePostgres(folder.resolve("data"));
        MeasurementWriters writers =
            new MeasurementWriters(postgres.application(), Math.min(500, ROWS / 30))) {
      writers.meanwhile("SELECT rollup_drain(2000)");
      writers.write(ROWS);
      awaitRows(writers, ROWS / 4);
      KillablePostgres.kill(awaitDrain(postgres));
      awaitRows(writers, ROWS / 2);
      awaitDrain(postgres);
      postgres.kill();
      int atKill = writers.committed();
      postgres.restart();
      writers.await();
      long left = Long.parseLong(one(postgres, "SELECT count(*) FROM rollup_delta"));
      long drained = Long.parseLong(one(postgres, "SELECT rollup_drain(1000000)"));
      assertEquals(left, drained);
      assertTrue(writers.failures() > 0, "no batch met a killed database");
      assertTrue(atKill < ROWS, "all was written before the kill");
      assertEquals(List.of(), RollupRecount.wrongCells(postgres.application()));
      assertEquals("0", one(postgres, "SELECT count(*) FROM rollup_check_totals()"));
      assertEquals(List.of(), lostOrChanged(postgres));
      LOG.log(
          Level.INFO,
          "rows {0}, re-scored {1}, killed at {2}, batches tried again {3}, wrong cells 0 of {4}",
          one(postgres, "SELECT count(*) FROM fastpath"),
          ROWS / 5,
          atKill,
          writers.failures(),
          one(postgres, CELLS));
    }
  }

  private static final String CELLS =
      """
      SELECT (SELECT count(*) FROM rollup_country_day) + (SELECT count(*) FROM rollup_network_day)
        + (SELECT count(*) FROM rollup_site_day) + (SELECT count(*) FROM rollup_network_month)
        + (SELECT count(*) FROM rollup_network_total) + (SELECT count(*) FROM rollup_domain_total)
      """;

  private static void awaitRows(MeasurementWriters writers, int rows) throws InterruptedException {
    while (writers.committed() < rows) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  /** Waits until a drain has work under its hands, and tells whose process that is. */
  private static long awaitDrain(KillablePostgres postgres) throws InterruptedException {
    while (true) {
      try {
        List<String> pids =
            SchemaSnapshot.rows(
                postgres.superuser(),
                """
                SELECT pid FROM pg_locks JOIN pg_stat_activity USING (pid)
                WHERE relation = 'rollup_site_day'::regclass AND mode = 'RowExclusiveLock'
                  AND query LIKE 'SELECT rollup_drain%' AND state = 'active'
                """);
        if (!pids.isEmpty()) {
          return Long.parseLong(pids.get(0));
        }
      } catch (SQLException e) {
        // it is recovering
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  /** Measurements that were acknowledged and are not there as they were written last. */
  private static List<String> lostOrChanged(KillablePostgres postgres) throws SQLException {
    TreeMap<String, String> expected = new TreeMap<>();
    IntStream.range(0, ROWS)
        .mapToObj(n -> CountedRow.of(n, MeasurementWriters.lastVersion(n)))
        .forEach(
            row ->
                expected.put(
                    row.uid(),
                    String.join(
                        " ",
                        row.uid(),
                        String.valueOf(row.network()),
                        row.domain(),
                        String.valueOf(row.anomaly()),
                        String.valueOf(row.confirmed()),
                        String.valueOf(row.failure()))));
    List<String> found =
        SchemaSnapshot.rows(
            postgres.application(),
            """
            SELECT concat_ws(' ', measurement_uid, coalesce(probe_asn::text, 'null'), domain,
              anomaly::text, confirmed::text, msm_failure::text)
            FROM fastpath WHERE measurement_uid NOT LIKE 'uid-%'
            """);
    assertEquals(ROWS, found.size());
    expected.values().removeAll(new HashSet<>(found));
    return List.copyOf(expected.values());
  }

  private static String one(KillablePostgres postgres, String query) throws SQLException {
    return SchemaSnapshot.rows(postgres.application(), query).get(0);
  }
}
