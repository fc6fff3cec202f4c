// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rollup;

import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.meter.TimerRuns;

/**
 * Makes the counts by category follow the test lists: soon after they have changed, and every ten
 * minutes for who changes them by hand.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CategoryRefresh {

  private static final Logger LOG = Logger.getLogger(CategoryRefresh.class);
  private static final Duration INTERVAL = Duration.ofMinutes(10);

  /** New lists may concern all that was ever measured. */
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  @Resource(lookup = "java:jboss/datasources/OoniWrite")
  DataSource database;

  @Inject Clock clock;
  @Inject Meters meters;
  @Inject TimerRuns runs;

  private volatile Instant next = Instant.MIN;

  /** Has it done within seconds, because the lists have changed. */
  public void soon() {
    next = Instant.MIN;
  }

  /** Looks every few seconds whether it is due; what did not succeed is. */
  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  public void refresh() {
    Instant due = next;
    Instant now = clock.instant();
    if (now.isBefore(due)) {
      return;
    }
    try (TimerRuns.Run run = runs.begin("rollup_categories")) {
      OptionalLong inputs = new Rollups(database, PATIENCE).refreshCategories();
      run.succeeded();
      if (inputs.isEmpty()) {
        return;
      }
      // unless somebody has asked for it meanwhile
      next = next.equals(due) ? now.plus(INTERVAL) : next;
      if (inputs.getAsLong() > 0) {
        LOG.infof("rollups follow the test lists inputs=%d", inputs.getAsLong());
      }
    } catch (SQLException e) {
      next = now.plus(INTERVAL);
      meters.add(RollupDrain.FAILURES, "categories", 1);
      LOG.warnf("rollups cannot follow the test lists now: SQLSTATE %s", e.getSQLState());
    }
  }
}
