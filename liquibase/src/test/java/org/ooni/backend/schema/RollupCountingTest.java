// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RollupCountingTest {

  private static final int ALL = 1_000_000;

  private final RollupDatabase database = new RollupDatabase(MigratedPostgres.shared());

  @AfterEach
  void empty() throws SQLException {
    database.empty();
  }

  @Test
  void rollupsAreARecountAfterEveryWayOfWriting() throws SQLException {
    database.sql("INSERT INTO citizenlab VALUES ('', 'https://7.example.org/', 'it', 'NEWS')");
    database.write(IntStream.range(0, 2000).mapToObj(n -> CountedRow.of(n, 0)));
    assertEquals(1500, database.drain(1500));
    database.write(
        IntStream.range(0, 2000).filter(n -> n % 5 == 0).mapToObj(n -> CountedRow.of(n, 1)));
    database.write(IntStream.range(500, 2500).mapToObj(n -> CountedRow.of(n, 0)));
    database.drain(ALL);
    database.sql("UPDATE fastpath SET confirmed = NOT confirmed WHERE probe_cc = 'DE'");
    // to another partition, to another month and to none
    database.sql(
        "UPDATE fastpath SET measurement_start_time = '2025-07-01Z' WHERE probe_asn = 1001");
    database.sql("UPDATE fastpath SET measurement_start_time = NULL WHERE probe_asn = 1002");
    database.sql("UPDATE fastpath SET probe_asn = 0 WHERE probe_asn = 1003");
    database.sql("DELETE FROM fastpath WHERE domain = '3.example.org'");
    database.sql(
        """
        MERGE INTO fastpath known USING (VALUES ('uid00000001'), ('new')) given (uid)
        ON measurement_uid = uid
        WHEN MATCHED THEN DELETE
        WHEN NOT MATCHED THEN INSERT (measurement_uid, scores, platform, anomaly, confirmed,
          msm_failure) VALUES (uid, '{}', 'linux', true, false, false)
        """);
    database.drain(ALL);
    assertEquals(
        database.one("SELECT count(*) FROM fastpath"),
        database.one("SELECT sum(measurement_count) FROM rollup_country_day"));
    database.assertRight();
  }

  @Test
  void verdictsAreCountedDisjointAndAsFlags() throws SQLException {
    database.write(
        IntStream.range(0, 8)
            .mapToObj(
                n -> CountedRow.of("uid" + n).verdict((n & 1) > 0, (n & 2) > 0, (n & 4) > 0)));
    database.drain(ALL);
    // 8 measurements: 1 is an anomaly alone, 2 are confirmed, 4 failed, 1 is ok; 4 have either flag
    assertEquals(
        "8 1 2 4 4 4",
        database.one(
            """
            SELECT concat_ws(' ', measurement_count, anomaly_count, confirmed_count, failure_count,
              anomaly_flag_count, confirmed_flag_count) FROM rollup_country_day
            """));
    database.assertRight();
  }

  @Test
  void aRescoreThatChangesNothingLeavesNoDelta() throws SQLException {
    database.write(Stream.of(CountedRow.of("a"), CountedRow.of("b")));
    assertEquals(1, database.drain(ALL));
    database.write(Stream.of(CountedRow.of("a"), CountedRow.of("b")));
    // two that change places are no change either
    database.write(Stream.of(CountedRow.of("a").verdict(true, false, false), CountedRow.of("b")));
    database.drain(ALL);
    database.write(Stream.of(CountedRow.of("a"), CountedRow.of("b").verdict(true, false, false)));
    assertEquals("0", database.one("SELECT count(*) FROM rollup_delta"));
    database.assertRight();
  }

  @Test
  void whatIsRolledBackIsNotCounted() throws SQLException {
    try (Connection connection = database.application().getConnection()) {
      connection.setAutoCommit(false);
      CountedRow.upsert(connection, List.of(CountedRow.of("a"), CountedRow.of("b")));
      connection.rollback();
    }
    assertEquals(0, database.drain(ALL));
    assertEquals("0", database.one("SELECT count(*) FROM rollup_country_day"));
  }

  @Test
  void aDrainTakesNoMoreThanAskedAndAddsOnce() throws SQLException {
    database.write(IntStream.range(0, 300).mapToObj(n -> CountedRow.of(n, 0)));
    long deltas = Long.parseLong(database.one("SELECT count(*) FROM rollup_delta"));
    assertEquals(100, database.drain(100));
    assertEquals(deltas - 100, database.drain(ALL));
    assertEquals(0, database.drain(ALL));
    database.assertRight();
  }

  @Test
  void aDrainThatIsRolledBackTookNothing() throws SQLException {
    database.write(IntStream.range(0, 300).mapToObj(n -> CountedRow.of(n, 0)));
    try (Connection connection = database.application().getConnection()) {
      connection.setAutoCommit(false);
      connection.createStatement().execute("SELECT rollup_drain(200)");
      connection.rollback();
    }
    assertEquals("0", database.one("SELECT count(*) FROM rollup_site_day"));
    database.drain(ALL);
    database.assertRight();
  }

  @Test
  void textsOfAnyLengthAndNumberAreCounted() throws SQLException {
    String first = LongText.of(1 << 20);
    String second = first.substring(0, first.length() - 1) + "!";
    database.write(
        Stream.of(
            CountedRow.of("a").about("web_connectivity", first, second),
            CountedRow.of("b").about("web_connectivity", second, first),
            CountedRow.of("c").about("web_connectivity", second, first).at(null).in("", null),
            CountedRow.of("e").at("0044-03-15T12:00:00Z BC")));
    database.write(
        IntStream.range(0, 3000)
            .mapToObj(
                n ->
                    CountedRow.of("n" + n)
                        .about("it's test \"" + n + "\"", "", "\u00e9\ud83d\ude00")));
    database.drain(ALL);
    database.assertRight();
    assertEquals(
        "3",
        database.one(
            "SELECT count(*) FROM rollup_input WHERE length(input) > 1000 OR input = '\u00e9\ud83d\ude00'"));
    assertEquals("3001", database.one("SELECT count(*) FROM rollup_test"));
  }

  @Test
  void networksAndCountriesOfAMonthComeAndGo() throws SQLException {
    database.write(
        Stream.of(
            CountedRow.of("a"),
            CountedRow.of("b"),
            CountedRow.of("c").in("DE", 30722L),
            CountedRow.of("d").in("DE", null),
            CountedRow.of("e").in("FR", 1L).at("2026-04-30T23:59:59Z")));
    database.drain(ALL);
    assertEquals("2026-03-01 4 2 2;2026-04-01 1 1 1", overview());
    database.sql("DELETE FROM fastpath WHERE measurement_uid IN ('a', 'd')");
    database.drain(ALL);
    assertEquals("2026-03-01 2 1 2;2026-04-01 1 1 1", overview());
    database.sql("DELETE FROM fastpath WHERE probe_cc <> 'DE'");
    database.write(Stream.of(CountedRow.of("f").in("DE", 5L)));
    database.drain(ALL);
    assertEquals("2026-03-01 2 2 1;2026-04-01 0 0 0", overview());
    database.assertRight();
  }

  private String overview() throws SQLException {
    return database.one(
        """
        SELECT string_agg(concat_ws(' ', month, measurement_count, network_count, country_count),
          ';' ORDER BY month) FROM rollup_overview_month
        """);
  }
}
