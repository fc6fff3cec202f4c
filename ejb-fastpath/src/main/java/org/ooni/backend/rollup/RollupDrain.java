// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rollup;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.ooni.backend.meter.Meter;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.meter.TimerRuns;
import org.ooni.backend.rollup.Rollups.Pending;

/**
 * Adds what was counted to the rollups, every {@code ROLLUP_DRAIN_INTERVAL} and on one node at a
 * time. When it fails charts lag behind and nothing else waits; it is tried again with less at a
 * time, so that neither a time limit nor a heap of long texts can stop it for good.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RollupDrain {

  static final Meter ROWS =
      Meter.gauge("rollup_delta_rows", "Differences that the rollups still have to add", "table");
  static final Meter AGE =
      Meter.gauge("rollup_delta_oldest_seconds", "Since the oldest of them was written", "table");
  static final Meter DRAINED =
      Meter.counter("rollup_drained_total", "Differences that this node added", "table");
  static final Meter FAILURES =
      Meter.counter("rollup_failures_total", "Runs of this node that failed", "task");
  static final String TABLE = "rollup_delta";

  static final int AT_ONCE = 20_000;

  private static final Logger LOG = Logger.getLogger(RollupDrain.class);
  private static final int STEP = 10;
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

  @Resource TimerService timers;

  @Resource(lookup = "java:jboss/datasources/OoniWrite")
  DataSource database;

  @Inject
  @ConfigProperty(name = "ROLLUP_DRAIN_INTERVAL")
  Duration interval;

  @Inject Meters meters;
  @Inject TimerRuns runs;

  private final Set<LocalDate> touched = ConcurrentHashMap.newKeySet();
  private int atOnce = AT_ONCE;

  /** Runs when the interval has passed since the end of the run before. */
  @PostConstruct
  void start() {
    meters.declare(ROWS, AGE, DRAINED, FAILURES, RollupCheck.DIFFERENCES, RollupCheck.DAYS);
    arm(interval);
  }

  @Timeout
  void run() {
    Duration pause = AFTER_FAILURE;
    try {
      pause = drain() ? interval : AFTER_FAILURE;
    } catch (RuntimeException e) {
      meters.add(FAILURES, "drain", 1);
      LOG.error("rollups cannot be drained", e);
    } finally {
      arm(pause);
    }
  }

  /**
   * Adds all there is, unless another node is at it.
   *
   * @return whether nothing failed
   */
  boolean drain() {
    Rollups rollups = new Rollups(database, Duration.ZERO);
    boolean done = false;
    try (TimerRuns.Run run = runs.begin("rollup_drain")) {
      touched.addAll(rollups.pendingDays());
      long added;
      int asked;
      do {
        asked = atOnce;
        added = rollups.drain(asked).orElse(0);
        meters.add(DRAINED, TABLE, added);
        atOnce = Math.min(asked * STEP, AT_ONCE);
      } while (added == asked);
      done = true;
      run.succeeded();
    } catch (SQLException e) {
      atOnce = Math.max(1, atOnce / STEP);
      meters.add(FAILURES, "drain", 1);
      LOG.warnf("rollups wait: SQLSTATE %s, next with %d rows", e.getSQLState(), atOnce);
    }
    observe(rollups);
    return done;
  }

  /** Days of which something was added since the last call. */
  public Set<LocalDate> touchedDays() {
    Set<LocalDate> days = new TreeSet<>(touched);
    touched.removeAll(days);
    return days;
  }

  private void arm(Duration pause) {
    timers.createSingleActionTimer(pause.toMillis(), new TimerConfig("rollup drain", false));
  }

  private void observe(Rollups rollups) {
    try {
      Pending pending = rollups.pending();
      meters.set(ROWS, TABLE, pending.rows());
      meters.set(AGE, TABLE, pending.age().toSeconds());
    } catch (SQLException e) {
      LOG.debugf("rollups cannot be observed now: SQLSTATE %s", e.getSQLState());
    }
  }
}
