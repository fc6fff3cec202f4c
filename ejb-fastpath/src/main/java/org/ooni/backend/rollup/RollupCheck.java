// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rollup;

import jakarta.annotation.Resource;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.ooni.backend.meter.Meter;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.meter.TimerRuns;

/**
 * Compares rollups with a recount each night: yesterday, and days that this node has added to since
 * the night before. It repairs nothing: a difference is a defect that somebody must look at.
 */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RollupCheck {

  static final Meter DIFFERENCES =
      Meter.gauge(
          "rollup_check_differences",
          "Cells that were not equal to a recount in the last check of this node",
          "table");
  static final Meter DAYS =
      Meter.counter("rollup_checked_days_total", "Days that this node has compared", "result");

  private static final Logger LOG = Logger.getLogger(RollupCheck.class);
  private static final int MOST_DAYS = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final List<String> TABLES =
      List.of(
          "rollup_country_day",
          "rollup_network_day",
          "rollup_site_day",
          "rollup_category_day",
          "rollup_network_month",
          "rollup_category_month",
          "rollup_category_year",
          "rollup_network_total",
          "rollup_domain_total",
          "rollup_overview_month");

  @Resource(lookup = "java:jboss/datasources/OoniWrite")
  DataSource database;

  @Inject RollupDrain drain;
  @Inject Clock clock;
  @Inject Meters meters;
  @Inject TimerRuns runs;

  /** Runs each night. */
  @Schedule(hour = "4", minute = "40", timezone = "UTC", persistent = false)
  public void check() {
    Set<LocalDate> days = new LinkedHashSet<>();
    days.add(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1));
    days.addAll(drain.touchedDays());
    Rollups rollups = new Rollups(database, PATIENCE);
    Map<String, Long> cells = new TreeMap<>();
    TABLES.forEach(table -> cells.put(table, 0L));
    try (TimerRuns.Run run = runs.begin("rollup_check")) {
      for (LocalDate day : days.stream().limit(MOST_DAYS).toList()) {
        Comparison found = rollups.check(day);
        tell(day.toString(), found, cells);
        meters.add(DAYS, found.total() == 0 ? "right" : "wrong", 1);
      }
      tell("all", rollups.checkTotals(), cells);
      cells.forEach((table, number) -> meters.set(DIFFERENCES, table, number));
      LOG.infof("rollups checked days=%d of=%d", Math.min(days.size(), MOST_DAYS), days.size());
      run.succeeded();
    } catch (SQLException e) {
      meters.add(RollupDrain.FAILURES, "check", 1);
      LOG.warnf("rollups cannot be checked now: SQLSTATE %s", e.getSQLState());
    }
  }

  private static void tell(String days, Comparison found, Map<String, Long> cells) {
    found
        .cells()
        .forEach(
            (table, number) -> {
              cells.merge(table, number, Long::sum);
              LOG.errorf(
                  "rollup is not what it should be table=%s day=%s cells=%d", table, days, number);
            });
  }
}
