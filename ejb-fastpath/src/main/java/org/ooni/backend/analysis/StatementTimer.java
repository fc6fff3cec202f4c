// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.analysis;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.ooni.backend.meter.Meter;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.meter.TimerRuns;
import org.ooni.backend.problem.Problem;
import org.ooni.backend.statements.StatementReader;
import org.ooni.backend.statements.StatementStatistics;
import org.ooni.backend.statements.StatementStatistics.Absent;
import org.ooni.backend.statements.StatementStatistics.CountedStatement;
import org.ooni.backend.statements.StatementStatistics.Kept;

/**
 * Tells in numbers how busy statements keep the database; which ones, admins are told by {@code
 * /api/_/slow_queries}. Each node reads for its own metrics, which changes nothing.
 */
@Singleton
@Startup
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class StatementTimer {

  static final Meter KNOWN =
      Meter.gauge(
          "database_statement_entries",
          "Statements of the application that the database counts; 0 when it counts none",
          "extension");
  static final Meter CALLS =
      Meter.gauge(
          "database_statement_calls", "How often statements were run since they count", "which");
  static final Meter TIME =
      Meter.gauge("database_statement_seconds", "How long they took since they count", "which");

  private static final Logger LOG = Logger.getLogger(StatementTimer.class);
  private static final String EXTENSION = "pg_stat_statements";
  private static final int HEAVIEST = 1;
  private static final double MILLISECONDS = 1000;

  @Resource TimerService timers;

  @Inject
  @ConfigProperty(name = "STATEMENTS_INTERVAL")
  Duration interval;

  @Inject StatementReader reader;
  @Inject Meters meters;
  @Inject TimerRuns runs;

  private boolean told;

  @PostConstruct
  void schedule() {
    meters.declare(KNOWN, CALLS, TIME);
    long pause = interval.toMillis();
    timers.createIntervalTimer(pause, pause, new TimerConfig("statements", false));
  }

  /** Reads. */
  @Timeout
  public void observe() {
    try (TimerRuns.Run run = runs.begin("statements")) {
      StatementStatistics statistics = reader.read(HEAVIEST);
      meters.set(KNOWN, EXTENSION, statistics instanceof Kept kept ? kept.known() : 0);
      if (statistics instanceof Kept kept) {
        tell(kept);
      } else if (statistics instanceof Absent absent && !told) {
        told = true;
        LOG.infof("statements are not counted: %s", absent.reason().remedy());
      }
      run.succeeded();
    } catch (Problem | IllegalStateException e) {
      LOG.debugf("statistics of statements are not read now: %s", e.getMessage());
    }
  }

  private void tell(Kept kept) {
    tell("all", kept.calls(), kept.milliseconds());
    for (CountedStatement heaviest : kept.heaviest()) {
      tell("heaviest", heaviest.calls(), heaviest.milliseconds());
    }
  }

  private void tell(String which, long calls, double milliseconds) {
    meters.set(CALLS, which, calls);
    meters.set(TIME, which, Math.round(milliseconds / MILLISECONDS));
  }
}
