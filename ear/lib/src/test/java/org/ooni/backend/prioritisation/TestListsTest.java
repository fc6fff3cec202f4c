// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.prioritisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.place.CountryCode;
import org.ooni.backend.place.ProbeAsn;
import org.ooni.backend.schema.MigratedPostgres;

class TestListsTest {

  private static final CountryCode ITALY = new CountryCode("IT");
  private static final ProbeAsn NETWORK = new ProbeAsn(3269);
  // a Wednesday; the week began on the 22nd
  private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Instant now = START;
  private Duration patience = Duration.ofSeconds(10);

  @TempDir Path folder;

  @BeforeEach
  void fill() throws SQLException {
    postgres.truncateAll();
    postgres.sql(
        """
        INSERT INTO citizenlab (domain, url, cc, category_code) VALUES
          ('a.org', 'https://a.org/', 'ZZ', 'NEWS'), ('b.it', 'https://b.it/', 'it', 'NEWS'),
          ('c.it', 'https://c.it/', 'IT', 'GAME'), ('d.de', 'https://d.de/', 'de', 'NEWS');
        INSERT INTO counters_asn_test_list (week, probe_cc, probe_asn, input, msmt_cnt) VALUES
          ('2026-11-22', 'IT', 3269, 'https://a.org/', 30),
          ('2026-11-15', 'IT', 3269, 'https://a.org/', 20),
          ('2026-11-08', 'IT', 3269, 'https://a.org/', 1000),
          ('2026-11-22', 'IT', 30722, 'https://a.org/', 50),
          ('2026-11-22', 'DE', 3269, 'https://a.org/', 7)
        """);
  }

  @Test
  void thisWeekAndTheLastCountForTheNetwork() {
    TestLists lists = lists(postgres.application());
    assertEquals(
        List.of("b.it 0", "c.it 0", "a.org 50"), lines(lists.best(ITALY, NETWORK, Set.of(), 9)));
  }

  @Test
  void withoutANetworkAllOfTheCountryCount() {
    TestLists lists = lists(postgres.application());
    assertEquals(
        List.of("a.org 100"),
        lines(lists.best(ITALY, ProbeAsn.UNKNOWN, Set.of("NEWS"), 9)).subList(1, 2));
  }

  @Test
  void listsAndCountsAreReadAnewAfterAWhile() throws SQLException {
    TestLists lists = lists(postgres.application());
    lists.best(ITALY, NETWORK, Set.of(), 9);
    postgres.sql(
        "UPDATE counters_asn_test_list SET msmt_cnt = 0; DELETE FROM citizenlab WHERE cc = 'it'");
    assertEquals(3, lists.best(ITALY, NETWORK, Set.of(), 9).size());
    now = now.plusSeconds(16);
    assertEquals(List.of("a.org 0", "c.it 0"), lines(lists.best(ITALY, NETWORK, Set.of(), 9)));
  }

  @Test
  void whatThisNodeCommitsCountsAtOnce() {
    TestLists lists = lists(postgres.application());
    lists.best(ITALY, NETWORK, Set.of(), 9);
    lists.best(ITALY, ProbeAsn.UNKNOWN, Set.of(), 9);
    LocalDate week = CountingWeek.of(now);
    lists.measured(week, ITALY, NETWORK, "https://a.org/");
    lists.measured(week.minusWeeks(1), ITALY, NETWORK, "https://b.it/");
    lists.measured(week.minusWeeks(2), ITALY, NETWORK, "https://b.it/");
    lists.measured(week, ITALY, new ProbeAsn(1), "https://c.it/");
    lists.measured(week, ITALY, NETWORK, "https://not.listed/");
    assertEquals(
        List.of("c.it 0", "b.it 1", "a.org 51"), lines(lists.best(ITALY, NETWORK, Set.of(), 9)));
    assertEquals(
        List.of("b.it 1", "c.it 1", "a.org 101"),
        lines(lists.best(ITALY, ProbeAsn.UNKNOWN, Set.of(), 9)));
  }

  @Test
  void aNewWeekIsReadAtItsBeginning() {
    now = Instant.parse("2026-11-28T23:59:55Z");
    TestLists lists = lists(postgres.application());
    lists.best(ITALY, NETWORK, Set.of(), 9);
    now = Instant.parse("2026-11-29T00:00:00Z");
    List<String> before = lines(lists.best(ITALY, NETWORK, Set.of(), 9));
    assertEquals(lines(lists(postgres.application()).best(ITALY, NETWORK, Set.of(), 9)), before);
    assertTrue(before.contains("a.org 30"), before.toString());
  }

  @Test
  void aNodeThatStartsWithoutADatabaseUsesTheLastGoodList() {
    lists(postgres.application()).best(ITALY, NETWORK, Set.of(), 9);
    TestLists lists = lists(unreachable());
    assertEquals(
        List.of("a.org 0", "b.it 0", "c.it 0"), lines(lists.best(ITALY, NETWORK, Set.of(), 9)));
  }

  @Test
  void aNodeThatNeverHadAListUsesTheBuiltInOne() {
    TestLists lists = lists(unreachable());
    List<RankedUrl> best = lists.best(ITALY, NETWORK, Set.of("NEWS"), 3);
    assertEquals(3, best.size());
    best.forEach(ranked -> assertEquals("XX", ranked.entry().countryCode()));
  }

  @Test
  void anEmptyTableIsNoList() throws SQLException {
    postgres.sql("DELETE FROM citizenlab");
    TestLists lists = lists(postgres.application());
    assertTrue(lists.best(ITALY, NETWORK, Set.of(), 9999).size() > 20);
  }

  @Test
  void withoutRulesTheDefaultOnesHold() throws SQLException {
    postgres.sql("DELETE FROM url_priorities");
    TestLists lists = lists(postgres.application());
    assertEquals(3, lists.best(ITALY, NETWORK, Set.of(), 9).size());
    assertEquals(31, lists.current().rules().size());
  }

  @AfterEach
  void stopThreads() {
    threads.shutdownNow();
  }

  @Test
  void aFrozenDatabaseKeepsNobodyWaiting() throws SQLException {
    TestLists lists = lists(postgres.application());
    lists.best(ITALY, NETWORK, Set.of(), 9);
    patience = Duration.ofMillis(100);
    try (Connection connection = postgres.owner().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE citizenlab, counters_asn_test_list");
      TestLists restarted = lists(postgres.application());
      assertTimeout(
          Duration.ofSeconds(5),
          () -> assertEquals(3, restarted.best(ITALY, NETWORK, Set.of(), 9).size()));
      connection.rollback();
    }
  }

  @Test
  void aDamagedFileIsNoReasonToFail() throws Exception {
    Files.writeString(folder.resolve("test-list.json"), "{\"entries\":[{}]}");
    assertTrue(lists(unreachable()).best(ITALY, NETWORK, Set.of(), 9999).size() > 20);
  }

  @Test
  void aWeekBeginsOnSunday() {
    assertEquals(LocalDate.parse("2026-11-22"), CountingWeek.of(START));
    assertEquals(
        LocalDate.parse("2026-11-22"), CountingWeek.of(Instant.parse("2026-11-22T00:00:00Z")));
    assertEquals(
        LocalDate.parse("2026-11-15"), CountingWeek.of(Instant.parse("2026-11-21T23:59:59Z")));
  }

  private TestLists lists(DataSource dataSource) {
    Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    TestListTables tables = new TestListTables();
    tables.database = new ReadDatabase(dataSource, Duration.ofSeconds(2));
    tables.timeout = Duration.ofSeconds(2);
    DatabaseRest rest = new DatabaseRest();
    rest.clock = clock;
    rest.timeout = patience;
    rest.use(threads);
    TestLists lists = new TestLists();
    lists.current = new CurrentTestList();
    lists.current.tables = tables;
    lists.current.rest = rest;
    lists.current.clock = clock;
    lists.current.refresh = Duration.ofSeconds(15);
    lists.current.file = folder.resolve("test-list.json");
    lists.current.start();
    lists.counts = new RecentCounts();
    lists.counts.tables = tables;
    lists.counts.rest = rest;
    lists.counts.clock = clock;
    lists.counts.refresh = Duration.ofSeconds(15);
    lists.tieBreak = "url";
    lists.countFloor = 0.1;
    lists.start();
    return lists;
  }

  private DataSource unreachable() {
    return postgres.dataSource("nobody_of_this_name", "ooni");
  }

  private static List<String> lines(List<RankedUrl> ranked) {
    return ranked.stream().map(url -> url.entry().domain() + " " + url.measurements()).toList();
  }
}
