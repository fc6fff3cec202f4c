// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.ledger;

import jakarta.annotation.PostConstruct;
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
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.ooni.backend.accept.AcceptLog;
import org.ooni.backend.accept.AcceptLogUnavailable;
import org.ooni.backend.meter.Meter;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.meter.TimerRuns;

/** Reports what the accept log of this node has taken, and counts what became of it. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LedgerTimer {

  static final Meter MISSING =
      Meter.gauge(
          "ledger_missing_measurements",
          "Measurements of past hours that should be further; anything but 0 needs a look",
          "step");

  private static final Logger LOG = Logger.getLogger(LedgerTimer.class);

  @Resource(lookup = "java:jboss/datasources/OoniWrite")
  DataSource database;

  @Inject AcceptLog acceptLog;
  @Inject Clock clock;
  @Inject Meters meters;
  @Inject TimerRuns runs;

  private final AtomicBoolean running = new AtomicBoolean();

  @PostConstruct
  void declare() {
    meters.declare(MISSING);
  }

  /** Tells the database each minute. */
  @Schedule(hour = "*", minute = "*", second = "40", persistent = false)
  public void report() {
    try (TimerRuns.Run run = runs.begin("ledger_report")) {
      new Ledger(database, clock).report(acceptLog.accepted());
      run.succeeded();
    } catch (AcceptLogUnavailable e) {
      LOG.debug("the accept log does not tell now what it has taken", e);
    } catch (SQLException e) {
      LOG.debugf("the accept log cannot report: SQLSTATE %s", e.getSQLState());
    }
  }

  /** Counts; a run that finds the one before it still at work ends at once. */
  @Schedule(hour = "*", minute = "*/5", second = "45", persistent = false)
  public void count() {
    if (!running.compareAndSet(false, true)) {
      return;
    }
    try (TimerRuns.Run run = runs.begin("ledger_count")) {
      Ledger ledger = new Ledger(database, clock);
      ledger.count();
      ledger.missing().forEach((step, count) -> meters.set(MISSING, step, count));
      run.succeeded();
    } catch (SQLException e) {
      LOG.warnf("ledger stays as it is: SQLSTATE %s", e.getSQLState());
    } finally {
      running.set(false);
    }
  }
}
