// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.schema.MigratedPostgres;
import org.ooni.backend.schema.RollupRecount;
import org.ooni.backend.scoring.Outcome;

class MeasurementTablesTest {

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final MeasurementTables tables = new MeasurementTables();

  @BeforeEach
  void emptyDatabase() throws SQLException {
    postgres.truncateAll();
    tables.database = postgres.application();
    tables.testLists = new ToldLists();
  }

  @Test
  void aBatchIsOneRowAndOneBodyAMeasurement() throws SQLException {
    tables.commit(List.of(Measurements.scored(1, "one"), Measurements.scored(2, "two")));
    assertEquals("2", value("SELECT count(*) FROM fastpath"));
    assertEquals("2", value("SELECT count(*) FROM spool"));
    assertEquals(
        "https://example.org/2|IT|30722|t|f|f|dns|1.5|18446744073709551615|blocking:dns",
        value(
            """
            SELECT concat_ws('|', input, probe_cc, probe_asn, anomaly, confirmed, msm_failure,
                             blocking_type, test_runtime, ooni_run_link_id, rule)
            FROM fastpath WHERE measurement_start_time = '2026-11-22T12:00:02Z'
            """));
    assertArrayEquals(
        Measurements.accepted(2, "two").body().compressed(), body(Measurements.uid(2).text()));
  }

  @Test
  void committingAgainChangesNothing() throws SQLException {
    List<ScoredMeasurement> batch =
        List.of(Measurements.scored(1, "one"), Measurements.scored(2, "two"));
    tables.commit(batch);
    tables.commit(batch);
    assertEquals("2", value("SELECT count(*) FROM fastpath"));
    assertEquals("2", value("SELECT count(*) FROM spool"));
    assertEquals("0", value("SELECT count(*) FROM measurement_alias"));
  }

  @Test
  void chartsCountAMeasurementOnceHoweverOftenItIsCommitted() throws SQLException {
    List<ScoredMeasurement> batch =
        List.of(Measurements.scored(1, "one"), Measurements.scored(2, "two"));
    tables.commit(batch);
    assertEquals("2", value("SELECT rollup_drain(100)"));
    tables.commit(batch);
    assertEquals("0", value("SELECT rollup_drain(100)"));
    assertEquals(
        "2 2",
        value("SELECT concat_ws(' ', measurement_count, anomaly_count) FROM rollup_country_day"));
    assertEquals(List.of(), RollupRecount.wrongCells(postgres.application()));
  }

  @Test
  void aMeasurementThatGetsAnotherStartTimeStaysOneRow() throws SQLException {
    for (Instant time : Arrays.asList(Measurements.NOON, null, Measurements.NOON.minusSeconds(9))) {
      tables.commit(
          List.of(
              new ScoredMeasurement(
                  Measurements.accepted(1, "one"),
                  new Outcome.Scored(
                      Measurements.row(Measurements.uid(1), "", time),
                      Optional.empty(),
                      Optional.empty()))));
    }
    assertEquals(
        "2026-11-22 11:59:51",
        value(
            "SELECT string_agg((measurement_start_time AT TIME ZONE 'UTC')::text, ',') FROM fastpath"));
    value("SELECT rollup_drain(100)");
    assertEquals(List.of(), RollupRecount.wrongCells(postgres.application()));
  }

  @Test
  void aMeasurementWithoutStartTimeIsOneRowAsWell() throws SQLException {
    ScoredMeasurement timeless =
        new ScoredMeasurement(
            Measurements.accepted(1, "one"),
            new Outcome.Scored(
                Measurements.row(Measurements.uid(1), "", null),
                Optional.of("wrong_date"),
                Optional.empty()));
    tables.commit(List.of(timeless));
    tables.commit(List.of(timeless));
    assertEquals("1", value("SELECT count(*) FROM fastpath WHERE measurement_start_time IS NULL"));
  }

  @Test
  void theSameBytesUnderASecondUidBecomeAnAlias() throws SQLException {
    tables.commit(List.of(Measurements.scored(1, "same")));
    tables.commit(List.of(Measurements.scored(2, "same"), Measurements.scored(3, "other")));
    assertEquals("2", value("SELECT count(*) FROM fastpath"));
    assertEquals("2", value("SELECT count(*) FROM spool"));
    assertEquals(
        Measurements.uid(1).text(),
        value(
            "SELECT alias_of FROM measurement_alias WHERE measurement_uid = '%s'"
                .formatted(Measurements.uid(2).text())));
  }

  @Test
  void anUnlistedMeasurementKeepsItsBody() throws SQLException {
    ScoredMeasurement unlisted =
        new ScoredMeasurement(
            Measurements.accepted(1, "one"), new Outcome.Discarded("no_report_id"));
    tables.commit(List.of(unlisted));
    assertEquals("0", value("SELECT count(*) FROM fastpath"));
    assertEquals("1", value("SELECT count(*) FROM spool"));
    assertEquals("no_report_id", value("SELECT reason FROM unlisted"));
  }

  @Test
  void whatIsArchivedIsNotStoredAgainWhenABatchComesBackAfterDays() throws SQLException {
    List<ScoredMeasurement> batch =
        List.of(Measurements.scored(1, "same"), Measurements.scored(2, "same"));
    tables.commit(batch);
    postgres.sql(
        "INSERT INTO jsonl (s3path, linenum, measurement_uid) SELECT 'x', 0, measurement_uid FROM spool");
    postgres.sql("DELETE FROM spool");
    tables.commit(batch);
    assertEquals("0", value("SELECT count(*) FROM spool"));
    assertEquals("1", value("SELECT count(*) FROM fastpath"));
    assertEquals("1", value("SELECT count(*) FROM measurement_alias"));
  }

  @Test
  void aBatchWithOneBadRowStoresNothingAndNamesTheData() throws SQLException {
    List<ScoredMeasurement> batch =
        List.of(Measurements.scored(1, "one"), Measurements.scored(2, "two", "nul \u0000"));
    SQLException refused = assertThrows(SQLException.class, () -> tables.commit(batch));
    assertTrue(DatabaseFault.isOfTheData(refused), refused.getSQLState());
    assertEquals("0", value("SELECT count(*) FROM fastpath"));
    assertEquals("0", value("SELECT count(*) FROM spool"));
  }

  @Test
  void aParkedMeasurementKeepsItsBodyAndCountsItsAttempts() throws SQLException {
    tables.park(Measurements.accepted(1, "one"), "database_refused", "SQLSTATE 22021");
    tables.park(Measurements.accepted(1, "one"), "database_refused", "SQLSTATE 22021");
    assertEquals(
        "database_refused|SQLSTATE 22021|2",
        value("SELECT concat_ws('|', reason, detail, attempts) FROM parked"));
    assertEquals("1", value("SELECT count(*) FROM spool"));
  }

  @Test
  void anAbsentDatabaseIsNoFaultOfTheData() {
    assertFalse(DatabaseFault.isOfTheData(new SQLException("no connection")));
    assertFalse(DatabaseFault.isOfTheData(new SQLException("refused", "08001")));
    assertFalse(DatabaseFault.isOfTheData(new SQLException("no such table", "42P01")));
    assertFalse(DatabaseFault.isOfTheData(new SQLException("shutting down", "57P01")));
  }

  private String value(String sql) throws SQLException {
    try (Connection connection = postgres.application().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertTrue(rows.next());
      return rows.getString(1);
    }
  }

  private byte[] body(String uid) throws SQLException {
    try (Connection connection = postgres.application().getConnection();
        var statement =
            connection.prepareStatement("SELECT body FROM spool WHERE measurement_uid = ?")) {
      statement.setString(1, uid);
      try (ResultSet rows = statement.executeQuery()) {
        assertTrue(rows.next());
        return rows.getBytes(1);
      }
    }
  }
}
