// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.prioritydebug;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.place.CountryCode;
import org.ooni.backend.prioritisation.PriorityRule;
import org.ooni.backend.prioritisation.TestList;
import org.ooni.backend.prioritisation.TestListEntry;
import org.ooni.backend.prioritisation.TestLists;
import org.ooni.backend.prioritydebug.CountriesPrioritizationResource.Line;
import org.ooni.backend.schema.MigratedPostgres;

class CountryOverviewTest {

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final CountryOverview overview = new CountryOverview();

  @BeforeEach
  void fill() throws SQLException {
    postgres.truncateAll();
    try (Connection connection = postgres.application().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO citizenlab (domain, url, cc, category_code) VALUES
            ('a.org', 'https://a.org/', 'ZZ', 'NEWS'), ('b.it', 'https://b.it/', 'it', 'NEWS');
          INSERT INTO fastpath (measurement_uid, report_id, input, domain, probe_cc, probe_asn,
            test_name, test_start_time, measurement_start_time, scores, platform, anomaly,
            confirmed, msm_failure)
          SELECT 'uid-of-test-' || n, 'report', 'https://' || d || '/', d, cc, 1,
            'web_connectivity', t, t, '{}', '', n % 2 = 0, false, false
          FROM (VALUES
            (1, 'a.org', 'IT', timestamptz '2026-11-22 11:00Z'),
            (2, 'a.org', 'DE', '2026-11-22 11:00Z'),
            (3, 'b.it', 'IT', '2026-11-22 11:00Z'),
            (4, 'b.it', 'IT', '2026-11-16 11:00Z'),
            (5, 'b.it', 'IT', '2026-11-15 11:00Z'),
            (6, 'b.it', 'DE', '2026-11-22 11:00Z'),
            (7, 'b.it', 'IT', '2026-11-22 13:00Z'),
            (9, 'b.it', 'IT', '2026-11-22 11:00Z')) AS m (n, d, cc, t)
          """);
    }
    overview.database = new ReadDatabase(postgres.application(), Duration.ofSeconds(10));
    overview.clock = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    overview.testLists = new TwoEntries();
  }

  @Test
  void eachEntryHasThePrioritiesAndWholePercentagesOfItsCountry() {
    assertEquals(
        List.of(
            new Line(33, "NEWS", "IT", "b.it", 3, 107, "https://b.it/"),
            new Line(50, "NEWS", "ZZ", "a.org", 2, 100, "https://a.org/")),
        overview.lines());
  }

  @Test
  void csvQuotesWhatNeedsIt() {
    assertEquals(
        "0,NEWS,IT,b.it,0,5,\"https://b.it/,\"\"\"\n",
        new Line(0, "NEWS", "IT", "b.it", 0, 5, "https://b.it/,\"").csv());
  }

  private static final class TwoEntries extends TestLists {
    @Override
    public TestList current() {
      return new TestList(
          List.of(
              new TestListEntry("a.org", "https://a.org/", CountryCode.UNKNOWN, "NEWS"),
              new TestListEntry("b.it", "https://b.it/", new CountryCode("IT"), "NEWS")),
          List.of(
              new PriorityRule("NEWS", "*", "*", "*", 100),
              new PriorityRule("NEWS", "IT", "*", "*", 7),
              new PriorityRule("NEWS", "DE", "*", "*", 9)));
    }
  }
}
