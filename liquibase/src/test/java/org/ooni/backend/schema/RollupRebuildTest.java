// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollupRebuildTest {

  private final RollupDatabase database = new RollupDatabase(MigratedPostgres.shared());

  @BeforeEach
  void count() throws SQLException {
    database.sql(
        """
        INSERT INTO citizenlab
        SELECT '', 'https://' || n || '.example.org/', 'it', 'NEWS' FROM generate_series(1, 9) n
        """);
    database.write(IntStream.range(0, 1500).mapToObj(n -> CountedRow.of(n, 0)));
    database.drain(1_000_000);
  }

  @AfterEach
  void empty() throws SQLException {
    database.empty();
  }

  @Test
  void rollupsThatAreRightHaveNoDifferences() throws SQLException {
    assertEquals(List.of(), differences());
    // what is not drained yet is no difference
    database.write(IntStream.range(1000, 4000).mapToObj(n -> CountedRow.of(n, 1)));
    assertEquals(List.of(), differences());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE rollup_country_day SET failure_count = failure_count + 1 WHERE day = '2026-01-03'",
        "UPDATE rollup_site_day SET measurement_count = 77 WHERE day = '2026-01-03'",
        "DELETE FROM rollup_network_day WHERE day = '2026-01-03' AND probe_cc = 'IT'",
        "UPDATE rollup_network_day SET probe_asn = -probe_asn WHERE day = '2026-01-03'",
        "UPDATE rollup_category_day SET list_scope = 'O' WHERE day = '2026-01-03'",
        "UPDATE rollup_category_month SET failure_count = 9 WHERE month = '2026-01-01'",
        "DELETE FROM rollup_category_month WHERE category_code = 'NEWS'",
        "UPDATE rollup_category_year SET failure_count = 9 WHERE year = '2026-01-01'",
        "DELETE FROM rollup_category_year WHERE category_code = 'NEWS'",
        "INSERT INTO rollup_category_year VALUES ('NEWS', '2024-01-01', 1, 'IT', 'G', 1, 0, 0, 0, 0, 0)",
        "UPDATE rollup_network_month SET anomaly_count = 0 WHERE month = '2026-01-01'",
        "UPDATE rollup_network_total SET measurement_count = measurement_count - 1",
        "DELETE FROM rollup_network_total WHERE probe_cc = 'IT'",
        "UPDATE rollup_domain_total SET measurement_count = 5",
        "INSERT INTO rollup_domain_total VALUES (1, 99, 5)",
        "UPDATE rollup_overview_month SET network_count = 1 WHERE month = '2026-01-01'",
        "DELETE FROM rollup_overview_month",
      })
  void aWrongCellIsFoundAndMended(String damage) throws SQLException {
    database.sql(damage);
    assertNotEquals(List.of(), differences());
    rebuild("2026-01-02", "2026-01-04");
    assertEquals(List.of(), differences());
    database.assertRight();
  }

  @Test
  void aDifferenceNamesItsCell() throws SQLException {
    database.sql(
        """
        DELETE FROM rollup_delta;
        INSERT INTO fastpath (measurement_uid, measurement_start_time, probe_cc, test_name, scores,
          platform, anomaly, confirmed, msm_failure)
        VALUES ('alone', '2026-09-09Z', 'SM', 'ndt', '{}', 'linux', true, true, false);
        DELETE FROM rollup_delta
        """);
    assertEquals(
        "rollup_country_day {SM,ndt} {1,0,1,0,1,1} -;rollup_network_day {SM,0,ndt} {1,0,1,0,1,1} -;"
            + "rollup_site_day {\"\",\"\",SM,ndt} {1,0,1,0,1,1} -",
        database.one(
            """
            SELECT string_agg(concat_ws(' ', rollup, cell, expected,
              CASE WHEN array_remove(kept, NULL) = '{}' THEN '-' END), ';' ORDER BY rollup)
            FROM rollup_check('2026-09-09')
            """));
  }

  @Test
  void daysWithoutATimeAreRebuiltAsWell() throws SQLException {
    String timeless =
        database.one("SELECT count(*) FROM fastpath WHERE measurement_start_time IS NULL");
    assertNotEquals("0", timeless);
    database.sql("DELETE FROM rollup_site_day WHERE day = '1970-01-01'");
    assertNotEquals(List.of(), differences());
    assertEquals(timeless, rebuild("1970-01-01", "1970-01-01"));
    database.assertRight();
  }

  @Test
  void rollupsCanBeMadeFromNothing() throws SQLException {
    for (String table :
        SchemaSnapshot.rows(
            database.application(),
            "SELECT relname FROM pg_class WHERE relname LIKE 'rollup_%' AND relkind = 'r'")) {
      database.sql("DELETE FROM " + table);
    }
    rebuild("2026-01-01", "2026-03-31");
    rebuild("1970-01-01", "1970-01-01");
    assertEquals(List.of(), differences());
    database.assertRight();
  }

  @Test
  void whatIsNotCommittedYetIsCountedAfterARebuild() throws SQLException {
    try (Connection late = database.application().getConnection()) {
      late.setAutoCommit(false);
      CountedRow.upsert(
          late, IntStream.range(2000, 4000).mapToObj(n -> CountedRow.of(n, 1)).toList());
      database.write(IntStream.range(0, 1000).mapToObj(n -> CountedRow.of(n, 1)));
      rebuild("2026-01-01", "2026-03-31");
      assertEquals(List.of(), differences());
      late.commit();
    }
    database.drain(1_000_000);
    database.assertRight();
  }

  private String rebuild(String first, String last) throws SQLException {
    return database.one("SELECT rollup_rebuild('%s', '%s')".formatted(first, last));
  }

  private List<String> differences() throws SQLException {
    return SchemaSnapshot.rows(
        database.application(),
        """
        SELECT concat_ws(' ', rollup, cell, expected, kept) FROM (
          SELECT found.* FROM generate_series(date '2026-01-01', date '2026-01-07', '1 day') day,
            rollup_check(day::date) found
          UNION ALL SELECT * FROM rollup_check(date '1970-01-01')
          UNION ALL SELECT * FROM rollup_check_totals()) found
        LIMIT 5
        """);
  }
}
