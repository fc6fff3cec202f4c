// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rollup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.meter.TimerRuns;

class RollupDrainTest {

  private final RollupTables tables = new RollupTables();
  private final RollupDrain drain = new RollupDrain();

  @BeforeEach
  void start() throws SQLException {
    tables.empty();
    drain.database = tables.database();
    drain.meters = new Meters();
    drain.runs = new TimerRuns(drain.meters, Clock.systemUTC());
  }

  @AfterEach
  void empty() throws SQLException {
    tables.empty();
  }

  @Test
  void measurementsGetIntoTheRollupsAndTheirDaysAreKnown() throws SQLException {
    tables.measure("2026-03-04T05:00:00Z", 10);
    tables.measure("2026-03-06T05:00:00Z", 10);
    assertTrue(drain.drain());
    assertEquals("20", tables.one("SELECT sum(measurement_count) FROM rollup_country_day"));
    assertEquals(List.of(), tables.wrongCells());
    assertEquals(12, drain.meters.get(RollupDrain.DRAINED, RollupDrain.TABLE));
    assertEquals(Set.of(LocalDate.of(2026, 3, 4), LocalDate.of(2026, 3, 6)), drain.touchedDays());
    assertEquals(Set.of(), drain.touchedDays());
  }

  @Test
  void aBacklogIsDrainedInPieces() throws SQLException {
    tables.sql(
        """
        INSERT INTO fastpath (measurement_uid, input, scores, platform, anomaly, confirmed, msm_failure)
        SELECT n, n, '{}', 'linux', true, false, false FROM generate_series(1, %d) n
        """
            .formatted(RollupDrain.AT_ONCE + 10));
    assertTrue(drain.drain());
    assertEquals("0", tables.one("SELECT count(*) FROM rollup_delta"));
    assertEquals(List.of(), tables.wrongCells());
  }

  @Test
  void whileAnotherNodeDrainsTheLagIsTold() throws SQLException {
    tables.measure("2026-03-04T05:00:00Z", 10);
    tables.sql("UPDATE rollup_delta SET counted_at = counted_at - interval '77 seconds'");
    try (Connection other = tables.database().getConnection()) {
      other.setAutoCommit(false);
      other.createStatement().execute("SELECT rollup_drain(1)");
      assertTrue(drain.drain());
      assertEquals(0, drain.meters.get(RollupDrain.DRAINED, RollupDrain.TABLE));
      assertEquals(6, drain.meters.get(RollupDrain.ROWS, RollupDrain.TABLE));
      assertTrue(drain.meters.get(RollupDrain.AGE, RollupDrain.TABLE) >= 77);
    }
    assertTrue(drain.drain());
    assertEquals(0, drain.meters.get(RollupDrain.ROWS, RollupDrain.TABLE));
    assertEquals(0, drain.meters.get(RollupDrain.AGE, RollupDrain.TABLE));
    assertEquals(List.of(), tables.wrongCells());
  }

  @Test
  void aDrainThatFailsIsTriedAgainWithLess() throws SQLException {
    tables.measure("2026-03-04T05:00:00Z", 10);
    // more than a cell holds
    tables.sql("UPDATE rollup_delta SET measurement_count = 2147483647 WHERE probe_asn = 2");
    for (int i = 0; i < 6; i++) {
      assertFalse(drain.drain());
    }
    assertEquals(6, drain.meters.get(RollupDrain.FAILURES, "drain"));
    assertTrue(Integer.parseInt(tables.one("SELECT count(*) FROM rollup_delta")) < 6);
    tables.measure("2026-03-05T05:00:00Z", 10);
    tables.sql("UPDATE rollup_delta SET measurement_count = 1 WHERE measurement_count > 100");
    assertTrue(drain.drain());
    assertEquals("0", tables.one("SELECT count(*) FROM rollup_delta"));
  }
}
