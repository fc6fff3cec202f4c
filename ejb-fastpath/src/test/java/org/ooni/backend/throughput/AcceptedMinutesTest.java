// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.throughput;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.flow.FlowCounters;
import org.ooni.backend.flow.FlowCounters.Stage;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.meter.TimerRuns;
import org.ooni.backend.schema.MigratedPostgres;
import org.postgresql.ds.PGSimpleDataSource;

class AcceptedMinutesTest {

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final AcceptedMinutes minutes = new AcceptedMinutes();

  @BeforeEach
  void begin() throws SQLException {
    postgres.truncateAll();
    minutes.database = postgres.application();
    minutes.counters = new FlowCounters();
    minutes.node = "one";
    minutes.runs = new TimerRuns(new Meters(), Clock.systemUTC());
  }

  @Test
  void eachMinuteHasWhatCameInDuringIt() throws SQLException {
    accept(3);
    reportAt("2026-11-22T12:01:00.02Z");
    accept(2);
    reportAt("2026-11-22T12:02:00.01Z");
    reportAt("2026-11-22T12:03:00.01Z");
    assertEquals(List.of("12:00 one 3", "12:01 one 2", "12:02 one 0"), rows());
  }

  @Test
  void minutesOfAnOutageAreWrittenAfterIt() throws SQLException {
    minutes.database = unreachable();
    accept(1);
    reportAt("2026-11-22T12:01:00Z");
    accept(4);
    reportAt("2026-11-22T12:02:00Z");
    minutes.database = postgres.application();
    reportAt("2026-11-22T12:03:00Z");
    assertEquals(List.of("12:00 one 1", "12:01 one 4", "12:02 one 0"), rows());
  }

  @Test
  void anOutageOfDaysIsNotKeptInMind() throws SQLException {
    minutes.database = unreachable();
    for (int minute = 0; minute < 100; minute++) {
      accept(1);
      reportAt(Instant.parse("2026-11-22T10:00:00Z").plusSeconds(60L * minute).toString());
    }
    minutes.database = postgres.application();
    reportAt("2026-11-22T11:40:00Z");
    assertEquals(60, rows().size());
  }

  @Test
  void eachNodeCountsForItselfAndADayIsKept() throws SQLException {
    reportAt("2026-11-21T12:01:00Z");
    minutes.node = "two";
    reportAt("2026-11-22T12:00:00Z");
    assertEquals(List.of("12:00 one 0", "11:59 two 0"), rows());
    reportAt("2026-11-22T12:02:00Z");
    assertEquals(List.of("11:59 two 0", "12:01 two 0"), rows());
  }

  private void accept(int count) {
    for (int i = 0; i < count; i++) {
      minutes.counters.count(Stage.ACCEPTED);
    }
  }

  private void reportAt(String time) {
    minutes.clock = Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
    minutes.report();
  }

  private static PGSimpleDataSource unreachable() {
    PGSimpleDataSource nowhere = new PGSimpleDataSource();
    nowhere.setServerNames(new String[] {"127.0.0.1"});
    nowhere.setPortNumbers(new int[] {1});
    return nowhere;
  }

  private List<String> rows() throws SQLException {
    String sql =
        """
        SELECT to_char(minute AT TIME ZONE 'UTC', 'HH24:MI') || ' ' || node || ' ' || accepted
        FROM accepted_minute ORDER BY minute
        """;
    List<String> rows = new ArrayList<>();
    try (Connection connection = postgres.application().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }
}
