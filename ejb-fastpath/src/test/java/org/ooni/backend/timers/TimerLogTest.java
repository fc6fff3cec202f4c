// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.timers;

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
import org.ooni.backend.meter.Meters;
import org.ooni.backend.meter.TimerRuns;
import org.ooni.backend.schema.MigratedPostgres;

class TimerLogTest {

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final TimerLog log = new TimerLog();

  @BeforeEach
  void begin() throws SQLException {
    postgres.truncateAll();
    log.database = postgres.application();
    log.node = "one";
  }

  @Test
  void lastRunsAreKeptByTimerAndNode() throws SQLException {
    startAt("2099-11-22T12:00:00Z");
    run("archive", true);
    run("expiry", false);
    log.write();
    log.node = "two";
    startAt("2099-11-22T13:00:00Z");
    run("archive", false);
    log.write();
    assertEquals(
        List.of("archive one 12 12", "archive two 13 never", "expiry one 12 never"), rows());
  }

  @Test
  void aSuccessOfBeforeTheStartIsNotForgotten() throws SQLException {
    startAt("2099-11-22T12:00:00Z");
    run("archive", true);
    log.write();
    startAt("2099-11-22T13:00:00Z");
    run("archive", false);
    log.write();
    assertEquals(List.of("archive one 13 12"), rows());
    run("archive", true);
    log.write();
    assertEquals(List.of("archive one 13 13"), rows());
  }

  @Test
  void nodesThatAreGoneAreForgottenAfterATime() throws SQLException {
    startAt("2020-01-01T12:00:00Z");
    run("archive", true);
    log.write();
    assertEquals(List.of(), rows());
  }

  private void startAt(String time) {
    log.runs = new TimerRuns(new Meters(), Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
  }

  private void run(String timer, boolean succeeds) {
    try (TimerRuns.Run run = log.runs.begin(timer)) {
      if (succeeds) {
        run.succeeded();
      }
    }
  }

  private List<String> rows() throws SQLException {
    String sql =
        """
        SELECT timer || ' ' || node || ' ' || extract(hour FROM ended_at AT TIME ZONE 'UTC')
          || ' ' || coalesce(extract(hour FROM succeeded_at AT TIME ZONE 'UTC')::text, 'never')
        FROM timer_run ORDER BY timer, node
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
