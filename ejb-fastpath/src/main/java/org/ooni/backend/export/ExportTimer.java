// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.export;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.ooni.backend.meter.Meter;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.meter.TimerRuns;
import org.ooni.backend.objectstore.ObjectStore;

/** Has months exported that are over: the last ones by themselves, others when an admin asks. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ExportTimer {

  static final Meter ROWS =
      Meter.counter("export_rows_total", "Rows that this node has exported", "table");
  static final Meter BYTES =
      Meter.counter("export_bytes_total", "Bytes of the files of exports of this node", "table");
  static final Meter FAILURES =
      Meter.counter("export_failures_total", "Exports of this node that failed", "reason");

  private static final Logger LOG = Logger.getLogger(ExportTimer.class);
  private static final String TABLE = "fastpath";

  @Resource(lookup = "java:jboss/datasources/OoniRead")
  DataSource readers;

  @Resource(lookup = "java:jboss/datasources/OoniWrite")
  DataSource writers;

  @Resource(lookup = "java:jboss/ee/concurrency/executor/default")
  ManagedExecutorService threads;

  @Inject
  @ConfigProperty(name = "EXPORT_MONTHS")
  int months;

  @Inject
  @ConfigProperty(name = "EXPORT_DELAY")
  Duration delay;

  @Inject
  @ConfigProperty(name = "EXPORT_FILE_BYTES")
  long fileBytes;

  @Inject
  @ConfigProperty(name = "EXPORT_DIRECTORY")
  Path folder;

  @Inject ObjectStore store;
  @Inject Clock clock;
  @Inject Meters meters;
  @Inject TimerRuns runs;

  private final AtomicBoolean running = new AtomicBoolean();

  @PostConstruct
  void prepareFolder() {
    meters.declare(ROWS, BYTES, FAILURES);
    try {
      Files.createDirectories(folder);
      MadeFiles.deleteLeftOvers(folder);
    } catch (IOException e) {
      LOG.error("EXPORT_DIRECTORY cannot be written, nothing is exported until it can", e);
    }
  }

  /** Exports what is due each hour: what failed is tried again, what is done costs nothing. */
  @Schedule(hour = "*", minute = "35", persistent = false)
  public void onTime() {
    start(this::exportDue);
  }

  /** Exports what somebody asks for. */
  @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
  public void onRequest() {
    try {
      if (!running.get() && !new ExportRequests(writers).open().isEmpty()) {
        start(this::exportRequested);
      }
    } catch (SQLException e) {
      LOG.debugf("requests not readable: SQLSTATE %s", e.getSQLState());
    }
  }

  private void start(Runnable work) {
    if (!running.compareAndSet(false, true)) {
      return;
    }
    try {
      threads.execute(
          () -> {
            try {
              work.run();
            } finally {
              running.set(false);
            }
          });
    } catch (RejectedExecutionException e) {
      running.set(false);
      LOG.warn("months are not exported now, the server has no thread for it");
    }
  }

  void exportDue() {
    try (TimerRuns.Run run = runs.begin("export")) {
      boolean all = true;
      for (YearMonth month : due()) {
        all &= export(month) != Result.FAILED;
      }
      if (all) {
        run.succeeded();
      }
    }
  }

  void exportRequested() {
    ExportRequests requests = new ExportRequests(writers);
    YearMonth open = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
    try {
      for (YearMonth month : requests.open()) {
        // a month that is not over cannot be asked for, whoever has written the row
        if (!month.isBefore(open) || export(month) != Result.BUSY) {
          requests.taken(month);
        }
      }
    } catch (SQLException e) {
      LOG.warnf("requests are left: SQLSTATE %s", e.getSQLState());
    }
  }

  /** The last months that are over for long enough. */
  Set<YearMonth> due() {
    YearMonth open = YearMonth.from(clock.instant().minus(delay).atOffset(ZoneOffset.UTC));
    Set<YearMonth> due = new TreeSet<>();
    for (int i = 1; i <= months; i++) {
      due.add(open.minusMonths(i));
    }
    return due;
  }

  private enum Result {
    DONE,
    BUSY,
    FAILED
  }

  private Result export(YearMonth month) {
    try {
      MonthExport export = new MonthExport(readers, writers, store, folder, fileBytes, clock);
      MonthExport.Outcome outcome = export.run(month);
      if (outcome instanceof MonthExport.Stored stored) {
        meters.add(ROWS, TABLE, stored.rows());
        meters.add(BYTES, TABLE, stored.bytes());
      }
      return outcome instanceof MonthExport.Busy ? Result.BUSY : Result.DONE;
    } catch (ExportFault e) {
      meters.add(FAILURES, e.reason().label(), 1);
      LOG.warnf(
          "month not exported month=%s reason=%s: %s", month, e.reason().label(), e.getMessage());
      return Result.FAILED;
    }
  }
}
