// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.dockerflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.geoip.GeoLookup;
import org.ooni.backend.geoip.MmdbFile;
import org.ooni.backend.schema.MigratedPostgres;

class FeedCheckTest {

  private static final Instant MADE = Instant.parse("2026-09-01T00:00:00Z");

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final FeedCheck check = new FeedCheck();

  @BeforeEach
  void prepare() {
    check.database = new ReadDatabase(postgres.application(), Duration.ofSeconds(5));
    check.testLists = Optional.empty();
    check.fingerprints = Optional.empty();
    check.asnMetadata = Optional.empty();
    check.geoIp = Optional.empty();
    check.node = "a";
    check.longestAge = Duration.ofHours(48);
  }

  @AfterEach
  void empty() throws SQLException {
    postgres.truncateAll();
  }

  @Test
  void whatIsNotConfiguredIsNotLate() throws SQLException {
    row("test_lists", 1000);
    assertEquals(List.of(), check.check());
  }

  @Test
  void whatWasNeverFetchedOrLongAgoIsWarnedOf() throws SQLException {
    check.testLists = Optional.of("/lists");
    check.geoIp = Optional.of("/geoip");
    assertEquals("2 lists or files were not fetched for long", check.check().get(0).message());
    row("test_lists", 47);
    row("geoip@b", 1);
    assertEquals("1 lists or files were not fetched for long", check.check().get(0).message());
    row("geoip@a", 49);
    assertEquals(Finding.Level.WARNING, check.check().get(0).level());
    row("geoip@a", 1);
    assertEquals(List.of(), check.check());
  }

  @Test
  void anAbsentOrOldAddressFileIsWarnedOf(@TempDir Path directory) throws Exception {
    AddressFileCheck files = new AddressFileCheck();
    files.geo = new GeoLookup(directory);
    files.clock = Clock.fixed(MADE.plus(Duration.ofDays(60)), ZoneOffset.UTC);
    files.longestAge = Duration.ofDays(60);
    assertEquals("geoip.missing", files.check().get(0).id());
    new MmdbFile("merged", MADE.getEpochSecond())
        .add("8.0.0.0/8", "US", 1, "x")
        .write(directory.resolve("a.mmdb"));
    files.geo.refresh();
    assertEquals(List.of(), files.check());
    files.clock = Clock.offset(files.clock, Duration.ofSeconds(1));
    assertEquals("geoip.old", files.check().get(0).id());
  }

  private void row(String name, int hours) throws SQLException {
    try (Connection connection = postgres.application().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO feed (name, due, last_success)
          VALUES ('%1$s', now(), now() - interval '%2$d hours')
          ON CONFLICT (name) DO UPDATE SET last_success = excluded.last_success
          """
              .formatted(name, hours));
    }
  }
}
