// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accept;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.ooni.backend.accept.AcceptLogUnavailable.Reason;
import org.ooni.backend.bodies.StoredBody;
import org.ooni.backend.measurement.MeasurementUid;
import org.ooni.backend.meter.Meter;
import org.ooni.backend.meter.Meters;
import org.rocksdb.RocksDBException;

/**
 * The log on the local disk in which each submission is durable before it is acknowledged, and from
 * which it is dropped once the database has it. What is in it after a crash is swept up by the
 * fastpath. One instance serves the whole EAR.
 */
@ApplicationScoped
public class AcceptLog {

  private static final Logger LOG = Logger.getLogger(AcceptLog.class);

  private static final Meter APPEND =
      Meter.histogram(
          "accept_log_append_seconds",
          "How long submissions waited until they were on the disk",
          "",
          Meter.SECONDS);
  private static final double NANOSECONDS = 1e9;
  private static final Duration DISK_INTERVAL = Duration.ofSeconds(1);

  @Inject AcceptLogConfiguration configuration;
  @Inject BatchQueue queue;
  @Inject Clock clock;
  @Inject Meters meters;

  @Resource(lookup = "java:jboss/ee/concurrency/factory/default")
  ManagedThreadFactory threads;

  private volatile Instant diskSeen = Instant.EPOCH;
  private volatile boolean diskFull;
  private volatile Optional<OpenLog> open = Optional.empty();
  private Instant lastAttempt = Instant.MIN;
  private boolean isStopped;

  private record OpenLog(LogStore store, GroupCommit commit) {}

  /** Work on the open log. */
  private interface Task<T> {
    T run(OpenLog log) throws RocksDBException, AcceptLogUnavailable;
  }

  @PostConstruct
  void start() {
    meters.declare(APPEND);
    try {
      openIfDue();
    } catch (AcceptLogUnavailable e) {
      LOG.error("accept log cannot be opened, submissions are refused until it can", e);
    }
  }

  /** For good: who comes later, as the last messages and timers do, must not open it again. */
  @PreDestroy
  synchronized void stop() {
    isStopped = true;
    open.ifPresent(
        log -> LOG.infof("accept log closes, %d measurements wait in it", log.store().count()));
    close();
  }

  /**
   * Makes a submission durable.
   *
   * @return its uid; the same bytes for the same report get the uid they got the first time
   * @throws AcceptLogUnavailable when it is not durable and must not be acknowledged
   */
  public Acknowledgement append(Submission submission) throws AcceptLogUnavailable {
    refuseWhenFull();
    long begin = System.nanoTime();
    try {
      Acknowledgement answer = with(log -> log.commit().append(submission));
      meters.observe(APPEND, "", (System.nanoTime() - begin) / NANOSECONDS);
      return answer;
    } catch (AcceptLogUnavailable e) {
      if (e.reason() == Reason.BROKEN) {
        LOG.error("accept log cannot be written, it is opened anew", e);
        close();
      }
      throw e;
    }
  }

  /** The bytes of a measurement that is not in the database yet. */
  public Optional<StoredBody> body(MeasurementUid uid) throws AcceptLogUnavailable {
    return with(log -> log.store().find(uid).map(AcceptedMeasurement::body));
  }

  /** The next entries of a batch, oldest first, up to a number of bytes but at least one. */
  public List<AcceptedMeasurement> read(Batch batch, long maximumBytes)
      throws AcceptLogUnavailable {
    return with(log -> log.store().range(batch.first(), batch.last(), maximumBytes));
  }

  /** Forgets measurements that are in the database. */
  public void drop(Collection<MeasurementUid> uids) throws AcceptLogUnavailable {
    with(
        log -> {
          log.store().drop(uids);
          return null;
        });
  }

  /** The uids of the oldest entries, oldest first. */
  public List<MeasurementUid> oldest(int maximum) throws AcceptLogUnavailable {
    return with(log -> log.store().oldest(maximum));
  }

  /** What waits for the database. */
  public Backlog backlog() throws AcceptLogUnavailable {
    return with(
        log -> {
          List<MeasurementUid> first = log.store().oldest(1);
          Optional<AcceptedMeasurement> entry =
              first.isEmpty() ? Optional.empty() : log.store().find(first.get(0));
          return new Backlog(
              log.store().count(), log.store().bytes(), entry.map(AcceptedMeasurement::receivedAt));
        });
  }

  /** How many measurements it has taken, by hour, whether they are in the database or not. */
  public AcceptedCounts accepted() throws AcceptLogUnavailable {
    return with(log -> log.store().accepted());
  }

  private void refuseWhenFull() throws AcceptLogUnavailable {
    long waiting = with(log -> log.store().bytes());
    if (waiting > configuration.maximumBytes()) {
      throw new AcceptLogUnavailable(Reason.LOG_FULL);
    }
    if (isDiskFull()) {
      throw new AcceptLogUnavailable(Reason.DISK_FULL);
    }
  }

  /** Asks the file system once a second, not for each submission. */
  private boolean isDiskFull() {
    Instant now = clock.instant();
    if (now.isAfter(diskSeen.plus(DISK_INTERVAL))) {
      diskSeen = now;
      diskFull =
          configuration.directory().toFile().getUsableSpace() < configuration.minimumFreeBytes();
    }
    return diskFull;
  }

  private <T> T with(Task<T> task) throws AcceptLogUnavailable {
    OpenLog log = open.isPresent() ? open.get() : openIfDue();
    try {
      return task.run(log);
    } catch (RocksDBException e) {
      throw new AcceptLogUnavailable(Reason.BROKEN, e);
    }
  }

  private synchronized OpenLog openIfDue() throws AcceptLogUnavailable {
    if (open.isPresent()) {
      return open.get();
    }
    if (isStopped) {
      throw new AcceptLogUnavailable(Reason.BUSY);
    }
    Instant now = clock.instant();
    if (now.isBefore(lastAttempt.plus(configuration.reopenInterval()))) {
      throw new AcceptLogUnavailable(Reason.BROKEN);
    }
    lastAttempt = now;
    try {
      open = Optional.of(openLog());
      return open.get();
    } catch (RocksDBException | IOException e) {
      throw new AcceptLogUnavailable(Reason.BROKEN, e);
    }
  }

  private OpenLog openLog() throws RocksDBException, IOException {
    Files.createDirectories(configuration.directory());
    LogStore store = LogStore.open(configuration.directory(), configuration.duplicateWindow());
    Instant newest =
        store.newest().isPresent()
            ? store.find(store.newest().get()).orElseThrow().receivedAt()
            : Instant.EPOCH;
    LOG.infof("accept log open, %d measurements wait in it", store.count());
    UidClock uids = new UidClock(clock, newest);
    return new OpenLog(store, new GroupCommit(store, uids, queue::announce, threads));
  }

  /** Closes the log; the next use opens it anew. The writer goes first: requests wait for it. */
  private synchronized void close() {
    open.ifPresent(
        log -> {
          log.commit().close();
          log.store().close();
        });
    open = Optional.empty();
  }
}
