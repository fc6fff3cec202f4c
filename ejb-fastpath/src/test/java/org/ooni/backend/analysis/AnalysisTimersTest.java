// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.meter.TimerRuns;
import org.ooni.backend.schema.MigratedPostgres;
import org.ooni.backend.statements.StatementReader;

class AnalysisTimersTest {

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final Meters meters = new Meters();
  private final PartitionTimer partitions = new PartitionTimer();
  private final StatementTimer statements = new StatementTimer();

  @BeforeEach
  void begin() {
    partitions.database = postgres.application();
    partitions.meters = meters;
    partitions.runs = new TimerRuns(meters, Clock.systemUTC());
    statements.meters = meters;
    statements.runs = partitions.runs;
    statements.reader =
        new StatementReader(new ReadDatabase(postgres.application(), Duration.ofSeconds(10)));
  }

  @Test
  void partitionsAreMadeAsFarAheadAsConfigured() throws SQLException {
    partitions.monthsAhead = 36;
    partitions.maintain();
    assertEquals(1, count("fastpath_partitions_end() > now() + interval '35 months'"));
    long end = meters.get(PartitionTimer.END, "fastpath");
    assertEquals(1, count("extract(epoch FROM fastpath_partitions_end()) = " + end));
    partitions.monthsAhead = 1;
    partitions.maintain();
    assertEquals(end, meters.get(PartitionTimer.END, "fastpath"));
    assertTrue(partitions.runs.last().get("partitions").succeeded().isPresent());
  }

  @Test
  void aNumberOutOfTheBoundsStopsTheStart() {
    for (int wrong : new int[] {-1, 0, 37}) {
      partitions.monthsAhead = wrong;
      assertThrows(IllegalArgumentException.class, partitions::check);
    }
    partitions.monthsAhead = 36;
    partitions.check();
  }

  @Test
  void tablesAreWeighedWithTheirPartitions() throws SQLException {
    partitions.monthsAhead = 1;
    partitions.maintain();
    long one = meters.get(TableGauges.BYTES, "parked");
    assertTrue(one > 0);
    assertTrue(meters.get(TableGauges.BYTES, "fastpath") > 100 * 8192, meters.text());
    assertEquals(0, meters.get(TableGauges.BYTES, "fastpath_m202601"));
    assertTrue(meters.get(TableGauges.OLDEST, "application") > 0);
  }

  @Test
  void statementsAreCountedAndNoneIsNamed() {
    statements.observe();
    assertTrue(meters.get(StatementTimer.KNOWN, "pg_stat_statements") > 0);
    assertTrue(meters.get(StatementTimer.CALLS, "all") > 0);
    assertTrue(
        meters.get(StatementTimer.CALLS, "heaviest") <= meters.get(StatementTimer.CALLS, "all"));
    assertTrue(!meters.text().contains("SELECT"), meters.text());
  }

  @Test
  void aDatabaseWithoutTheExtensionIsNoFailure() throws SQLException {
    postgres.bootstrap("no_statistics");
    try (Connection connection = postgres.dataSource("postgres", "no_statistics").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP EXTENSION pg_stat_statements");
    }
    statements.reader =
        new StatementReader(
            new ReadDatabase(
                postgres.dataSource("ooni_app", "no_statistics"), Duration.ofSeconds(10)));
    statements.observe();
    assertEquals(0, meters.get(StatementTimer.KNOWN, "pg_stat_statements"));
    assertTrue(statements.runs.last().get("statements").succeeded().isPresent());
  }

  private long count(String condition) throws SQLException {
    try (Connection connection = postgres.application().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) WHERE " + condition)) {
      row.next();
      return row.getLong(1);
    }
  }
}
