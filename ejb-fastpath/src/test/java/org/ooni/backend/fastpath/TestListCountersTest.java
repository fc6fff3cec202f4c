// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.accept.AcceptedMeasurement;
import org.ooni.backend.schema.MigratedPostgres;
import org.ooni.backend.scoring.Outcome;

class TestListCountersTest {

  private static final String URL = "https://example.org/";

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final MeasurementTables tables = new MeasurementTables();
  private final ToldLists lists = new ToldLists();

  @BeforeEach
  void fillTheList() throws SQLException {
    postgres.truncateAll();
    tables.database = postgres.application();
    tables.testLists = lists;
    try (Connection connection = postgres.application().getConnection();
        Statement statement = connection.createStatement()) {
      // on two lists, and still one measurement a time
      statement.execute(
          """
          INSERT INTO citizenlab (domain, url, cc, category_code)
          SELECT 'example.org', url, cc, 'NEWS'
          FROM unnest(ARRAY['https://example.org/', 'https://example.org/2']) url,
               unnest(ARRAY['ZZ', 'it']) cc
          """);
    }
  }

  @Test
  void committingTwiceCountsOnce() throws SQLException {
    List<ScoredMeasurement> batch =
        List.of(measurement(1, URL, ago(1)), measurement(2, URL, ago(2)));
    tables.commit(batch);
    tables.commit(batch);
    assertEquals(List.of("2026-11-22 IT 30722 https://example.org/ 2"), counters());
    tables.commit(List.of(measurement(2, URL, ago(2)), measurement(3, URL, ago(3))));
    assertEquals(List.of("2026-11-22 IT 30722 https://example.org/ 3"), counters());
  }

  @Test
  void whatWasCountedIsToldToTheLists() throws SQLException {
    List<ScoredMeasurement> batch = List.of(measurement(1, URL, ago(1)));
    tables.commit(batch);
    tables.commit(batch);
    assertEquals(List.of("2026-11-22 IT 30722 https://example.org/"), lists.told);
  }

  @Test
  void aRetryUnderASecondUidDoesNotCount() throws SQLException {
    tables.commit(List.of(measurement(1, "same", URL, ago(1))));
    tables.commit(List.of(measurement(2, "same", URL, ago(1))));
    assertEquals(List.of("2026-11-22 IT 30722 https://example.org/ 1"), counters());
  }

  @Test
  void eachWeekAndUrlHasItsCounter() throws SQLException {
    tables.commit(
        List.of(
            measurement(1, URL, ago(1)),
            measurement(2, URL, Instant.parse("2026-11-21T23:59:59Z")),
            measurement(3, "https://example.org/2", ago(1)),
            measurement(4, "https://not.listed.org/", ago(1))));
    assertEquals(
        List.of(
            "2026-11-15 IT 30722 https://example.org/ 1",
            "2026-11-22 IT 30722 https://example.org/ 1",
            "2026-11-22 IT 30722 https://example.org/2 1"),
        counters());
  }

  @Test
  void onlyTheEightDaysBeforeTheSubmissionCount() throws SQLException {
    Duration eightDays = Duration.ofDays(8);
    tables.commit(
        List.of(
            measurement(1, URL, received(1)),
            measurement(2, URL, received(2).plusSeconds(60)),
            measurement(3, URL, received(3).minus(eightDays)),
            measurement(4, URL, null)));
    assertEquals(List.of(), counters());
    tables.commit(List.of(measurement(5, URL, received(5).minus(eightDays).plusMillis(1))));
    assertEquals(List.of("2026-11-08 IT 30722 https://example.org/ 1"), counters());
  }

  @Test
  void batchesThatCountTheSameUrlsAtOnceDoNotBlockEachOther() throws Exception {
    List<ScoredMeasurement> all =
        IntStream.range(0, 200)
            .mapToObj(i -> measurement(i, i % 2 == 0 ? URL : "https://example.org/2", ago(1)))
            .toList();
    List<List<ScoredMeasurement>> batches = new ArrayList<>();
    for (int start = 0; start < all.size(); start += 10) {
      List<ScoredMeasurement> batch = new ArrayList<>(all.subList(start, start + 10));
      if (start % 20 == 0) {
        Collections.reverse(batch);
      }
      batches.add(batch);
    }
    ExecutorService writers = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> commits = new ArrayList<>();
      for (List<ScoredMeasurement> batch : batches) {
        commits.add(
            writers.submit(
                () -> {
                  tables.commit(batch);
                  return null;
                }));
      }
      for (Future<?> commit : commits) {
        assertTimeout(Duration.ofSeconds(30), () -> commit.get());
      }
    } finally {
      writers.shutdownNow();
    }
    assertEquals(
        List.of(
            "2026-11-22 IT 30722 https://example.org/ 100",
            "2026-11-22 IT 30722 https://example.org/2 100"),
        counters());
  }

  private static ScoredMeasurement measurement(int number, String input, Instant start) {
    return measurement(number, "content " + number, input, start);
  }

  private static ScoredMeasurement measurement(
      int number, String content, String input, Instant start) {
    AcceptedMeasurement accepted = Measurements.accepted(number, content);
    return new ScoredMeasurement(
        accepted,
        new Outcome.Scored(
            Measurements.row(accepted.uid(), input, start), Optional.empty(), Optional.empty()));
  }

  private static Instant received(int number) {
    return Measurements.accepted(number, "").receivedAt();
  }

  private static Instant ago(int minutes) {
    return Measurements.NOON.minus(Duration.ofMinutes(minutes));
  }

  private List<String> counters() throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = postgres.application().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT concat_ws(' ', week, probe_cc, probe_asn, input, msmt_cnt)
                FROM counters_asn_test_list ORDER BY week, probe_cc, probe_asn, input
                """)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
