// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rollup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.meter.TimerRuns;

class CategoryRefreshTest {

  private static final Instant NOON = Instant.parse("2026-03-05T12:00:00Z");

  private final RollupTables tables = new RollupTables();
  private final CategoryRefresh refresh = new CategoryRefresh();

  @BeforeEach
  void start() throws SQLException {
    tables.empty();
    tables.measure("2026-03-04T05:00:00Z", 10);
    tables.sql("SELECT rollup_drain(1000)");
    refresh.database = tables.database();
    refresh.meters = new Meters();
    refresh.runs = new TimerRuns(refresh.meters, Clock.systemUTC());
    at(NOON);
    refresh.refresh();
  }

  @AfterEach
  void empty() throws SQLException {
    tables.empty();
  }

  @Test
  void changedListsAreFollowedAfterTheIntervalAtTheLatest() throws SQLException {
    list("NEWS");
    refresh.refresh();
    assertEquals("0", counted());
    at(NOON.plus(Duration.ofMinutes(10)));
    refresh.refresh();
    assertEquals("5", counted());
  }

  @Test
  void changedListsAreFollowedAtOnceWhenTheyAreAnnounced() throws SQLException {
    list("NEWS");
    refresh.soon();
    refresh.refresh();
    assertEquals("5", counted());
  }

  @Test
  void whatAnotherNodeHoldsUpIsDoneNextTime() throws SQLException {
    list("NEWS");
    refresh.soon();
    try (Connection other = tables.database().getConnection()) {
      other.setAutoCommit(false);
      other.createStatement().execute("SELECT rollup_drain(1)");
      refresh.refresh();
      assertEquals("0", counted());
    }
    refresh.refresh();
    assertEquals("5", counted());
    assertEquals(0, refresh.meters.get(RollupDrain.FAILURES, "categories"));
  }

  private void at(Instant time) {
    refresh.clock = Clock.fixed(time, ZoneOffset.UTC);
  }

  private void list(String category) throws SQLException {
    tables.sql(
        "INSERT INTO citizenlab VALUES ('example.org', 'https://example.org/1', 'ZZ', '%s')"
            .formatted(category));
  }

  private String counted() throws SQLException {
    return tables.one("SELECT coalesce(sum(measurement_count), 0) FROM rollup_category_day");
  }
}
