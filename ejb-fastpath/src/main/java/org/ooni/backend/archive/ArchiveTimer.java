// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.ScheduleExpression;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.ooni.backend.ledger.Ledger;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.meter.TimerRuns;
import org.ooni.backend.objectstore.ObjectStore;

/**
 * Has the archive run at minute 10 of each hour, or at the interval that is set, soon after the
 * start, and when an admin asks for it. On each node one run at a time; several nodes share the
 * cans among them.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ArchiveTimer {

  private static final Logger LOG = Logger.getLogger(ArchiveTimer.class);
  private static final Duration HOURLY = Duration.ofHours(1);
  private static final String MINUTE = "10";
  private static final Duration AFTER_START = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Resource(lookup = "java:jboss/datasources/OoniWrite")
  DataSource database;

  @Resource(lookup = "java:jboss/ee/concurrency/executor/default")
  ManagedExecutorService threads;

  @Resource TimerService timers;
  @Inject ArchiveConfiguration configuration;
  @Inject ObjectStore store;
  @Inject Clock clock;
  @Inject Meters meters;
  @Inject TimerRuns runs;

  private final Semaphore running = new Semaphore(1);
  private volatile boolean stopping;

  @PostConstruct
  void schedule() {
    ArchiveMeters.declare(meters);
    prepareFolder();
    TimerConfig config = new TimerConfig("archive", false);
    Duration interval = configuration.interval();
    if (interval.equals(HOURLY)) {
      timers.createCalendarTimer(new ScheduleExpression().hour("*").minute(MINUTE), config);
    } else {
      timers.createIntervalTimer(interval.toMillis(), interval.toMillis(), config);
    }
    // what a stop or a crash has left is not to wait for the hour
    timers.createSingleActionTimer(AFTER_START.toMillis(), config);
  }

  private void prepareFolder() {
    try {
      Files.createDirectories(configuration.settings().folder());
      CanFiles.deleteLeftOvers(configuration.settings().folder());
    } catch (IOException e) {
      LOG.error("ARCHIVE_DIRECTORY cannot be written, nothing is archived until it can", e);
    }
  }

  /** Runs when it is time. */
  @Timeout
  public void onTime() {
    start();
  }

  /** Runs when somebody asks for it. */
  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  public void onRequest() {
    try {
      if (running.availablePermits() > 0 && new ArchiveRequests(database).take()) {
        LOG.info("archive runs at an admin's request");
        start();
      }
    } catch (SQLException e) {
      LOG.debugf("requests not readable: SQLSTATE %s", e.getSQLState());
    }
  }

  /** Looks how much is left to do. */
  @Schedule(hour = "*", minute = "*", second = "25", persistent = false)
  public void observe() {
    try (TimerRuns.Run run = runs.begin("archive_gauges")) {
      new ArchiveGauges(database, clock, meters).observe();
      run.succeeded();
    } catch (SQLException e) {
      LOG.debugf("gauges of the archive stay as they are: SQLSTATE %s", e.getSQLState());
    }
  }

  private void start() {
    if (stopping || !running.tryAcquire()) {
      return;
    }
    try {
      threads.execute(this::run);
    } catch (RejectedExecutionException e) {
      running.release();
      LOG.warn("archive does not run now, the server has no thread for it");
    }
  }

  private void run() {
    try (TimerRuns.Run run = runs.begin("archive")) {
      ArchiveRun.Result result =
          new ArchiveRun(
                  database,
                  store,
                  configuration.settings(),
                  clock,
                  meters,
                  () -> stopping,
                  point -> {})
              .run();
      if (result.failed() == 0) {
        run.succeeded();
      }
      observe();
      countWhatBecameOfIt();
    } catch (RuntimeException e) {
      LOG.error("archive run failed", e);
      throw e;
    } finally {
      running.release();
    }
  }

  private void countWhatBecameOfIt() {
    try {
      new Ledger(database, clock).count();
    } catch (SQLException e) {
      LOG.warnf("ledger not counted now: SQLSTATE %s", e.getSQLState());
    }
  }

  /** Waits for the step in work; what it does not reach is gone on with after the start. */
  @PreDestroy
  void stop() {
    stopping = true;
    try {
      if (!running.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("archive run is cut off, the next one goes on with it");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
