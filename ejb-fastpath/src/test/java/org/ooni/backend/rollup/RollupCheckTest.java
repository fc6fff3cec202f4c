// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rollup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.meter.TimerRuns;

class RollupCheckTest {

  private final RollupTables tables = new RollupTables();
  private final RollupDrain drain = new RollupDrain();
  private final RollupCheck check = new RollupCheck();

  @BeforeEach
  void start() throws SQLException {
    tables.empty();
    drain.database = tables.database();
    drain.meters = new Meters();
    drain.runs = new TimerRuns(drain.meters, Clock.systemUTC());
    check.runs = drain.runs;
    check.database = tables.database();
    check.meters = drain.meters;
    check.drain = drain;
    check.clock = Clock.fixed(Instant.parse("2026-03-05T04:40:00Z"), ZoneOffset.UTC);
    tables.measure("2026-03-04T05:00:00Z", 10);
    tables.measure("2020-01-01T00:00:00Z", 10);
    drain.drain();
  }

  @AfterEach
  void empty() throws SQLException {
    tables.empty();
  }

  @Test
  void rightRollupsShowNoDifferences() {
    check.check();
    assertEquals(0, check.meters.get(RollupCheck.DIFFERENCES, "rollup_site_day"));
    assertTrue(
        check.meters.text().contains("rollup_check_differences{table=\"rollup_overview_month\"} 0"),
        check.meters::text);
    assertEquals(2, check.meters.get(RollupCheck.DAYS, "right"));
    assertEquals(0, check.meters.get(RollupDrain.FAILURES, "check"));
  }

  @Test
  void wrongCellsOfYesterdayAndOfDaysTouchedLatelyAreTold() throws SQLException {
    tables.sql("UPDATE rollup_network_day SET anomaly_flag_count = 9 WHERE probe_asn = 1");
    tables.sql("DELETE FROM rollup_domain_total");
    check.check();
    assertEquals(2, check.meters.get(RollupCheck.DIFFERENCES, "rollup_network_day"));
    // of the two months of these days
    assertEquals(2, check.meters.get(RollupCheck.DIFFERENCES, "rollup_network_month"));
    assertEquals(1, check.meters.get(RollupCheck.DIFFERENCES, "rollup_domain_total"));
    assertEquals(0, check.meters.get(RollupCheck.DIFFERENCES, "rollup_site_day"));
    assertEquals(2, check.meters.get(RollupCheck.DAYS, "wrong"));
    // yesterday is checked each night, the other day was not touched again
    check.check();
    assertEquals(1, check.meters.get(RollupCheck.DIFFERENCES, "rollup_network_day"));
  }
}
