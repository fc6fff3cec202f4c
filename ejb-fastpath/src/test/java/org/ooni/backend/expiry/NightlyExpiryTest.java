// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.expiry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.meter.TimerRuns;
import org.ooni.backend.schema.MigratedPostgres;

class NightlyExpiryTest {

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final NightlyExpiry expiry = new NightlyExpiry();

  @BeforeEach
  void emptyTheTables() throws SQLException {
    postgres.truncateAll();
    expiry.database = postgres.application();
    expiry.runs = new TimerRuns(new Meters(), Clock.systemUTC());
    expiry.retention = Duration.ofDays(90);
  }

  @Test
  void twoWeeksOfCountersAreLeftBesidesThisOne() throws SQLException {
    postgres.sql(
        """
        INSERT INTO counters_asn_test_list (week, probe_cc, probe_asn, input, msmt_cnt)
        SELECT week::date, 'IT', 30722, 'https://example.org/', 1
        FROM generate_series('2026-11-01'::date, '2026-11-15', '7 days') week
        """);
    expireAt("2026-11-28T23:59:59Z");
    assertEquals(
        List.of("2026-11-08", "2026-11-15"),
        column("SELECT week FROM counters_asn_test_list ORDER BY 1"));
    expireAt("2026-11-29T00:00:00Z");
    assertEquals(
        List.of("2026-11-15"), column("SELECT week FROM counters_asn_test_list ORDER BY 1"));
  }

  @Test
  void mismatchesAreForgottenAfterTheirTime() throws SQLException {
    postgres.sql(
        """
        INSERT INTO faulty_measurements (ts, type, probe_cc)
        VALUES ('2026-08-01 11:59:59Z', 'geoip', 'IT'), ('2026-08-01 12:00:00Z', 'geoip', 'DE')
        """);
    expireAt("2026-10-30T12:00:00Z");
    assertEquals(List.of("DE"), column("SELECT probe_cc FROM faulty_measurements ORDER BY 1"));
  }

  @Test
  void moreThanOneDeletionTakesAreAllTaken() throws SQLException {
    postgres.sql(
        """
        INSERT INTO faulty_measurements (ts, type)
        SELECT '2020-01-01 00:00:00Z', 'geoip' FROM generate_series(1, 20001)
        """);
    expireAt("2026-10-30T12:00:00Z");
    assertEquals(List.of(), column("SELECT type FROM faulty_measurements ORDER BY 1"));
  }

  private void expireAt(String time) {
    expiry.clock = Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
    expiry.expire();
  }

  private List<String> column(String question) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = postgres.application().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(question)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
