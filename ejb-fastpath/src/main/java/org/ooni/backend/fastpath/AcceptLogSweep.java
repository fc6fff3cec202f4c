// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.ooni.backend.accept.AcceptLog;
import org.ooni.backend.accept.AcceptLogUnavailable;
import org.ooni.backend.accept.Backlog;
import org.ooni.backend.accept.Batch;
import org.ooni.backend.accept.BatchQueue;
import org.ooni.backend.measurement.MeasurementUid;
import org.ooni.backend.meter.TimerRuns;

/**
 * Announces again what is in the log and in no message: after a crash, after a message was lost,
 * after the database was away. What a message that is under way speaks of, or may speak of, is left
 * to it, so nothing is announced twice.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AcceptLogSweep {

  private static final Logger LOG = Logger.getLogger(AcceptLogSweep.class);
  private static final int ANNOUNCED_AT_ONCE = 10_000;
  private static final int BATCH = 250;

  /** Younger entries are most likely being announced by the writer itself. */
  private static final Duration YOUNG = Duration.ofSeconds(1);

  /** Messages that nobody finished for so long are held for lost. */
  private static final Duration LOST = Duration.ofMinutes(5);

  @Inject AcceptLog acceptLog;
  @Inject BatchQueue queue;
  @Inject DatabasePause pause;
  @Inject Clock clock;
  @Inject TimerRuns runs;

  private final AtomicBoolean running = new AtomicBoolean();

  /** Runs every two seconds; a run that finds the one before it still at work ends at once. */
  @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
  public void sweep() {
    if (pause.isOn() || !running.compareAndSet(false, true)) {
      return;
    }
    try (TimerRuns.Run run = runs.begin("accept_log_sweep")) {
      sweepOnce();
      run.succeeded();
    } catch (AcceptLogUnavailable e) {
      LOG.warn("accept log cannot be swept now", e);
    } finally {
      running.set(false);
    }
  }

  private void sweepOnce() throws AcceptLogUnavailable {
    Backlog backlog = acceptLog.backlog();
    Duration age =
        backlog.oldest().map(oldest -> Duration.between(oldest, clock.instant())).orElse(YOUNG);
    if (age.compareTo(YOUNG) <= 0) {
      return;
    }
    List<MeasurementUid> inNoMessage = inNoMessage();
    if (!inNoMessage.isEmpty()) {
      announce(inNoMessage);
    } else if (age.compareTo(LOST) > 0 && isStuck(backlog)) {
      queue.forgetOutstanding();
    }
  }

  /**
   * Messages are sent in the order of the log: what lies before all that are under way is in none.
   */
  private List<MeasurementUid> inNoMessage() throws AcceptLogUnavailable {
    Optional<MeasurementUid> announced = queue.oldestOutstanding();
    List<MeasurementUid> first = before(announced, acceptLog.oldest(1));
    // after work in vain one batch finds out for all
    int most = queue.isResting() ? BATCH : ANNOUNCED_AT_ONCE;
    return first.isEmpty() ? first : before(announced, acceptLog.oldest(most));
  }

  private static List<MeasurementUid> before(
      Optional<MeasurementUid> announced, List<MeasurementUid> uids) {
    return uids.stream()
        .filter(uid -> announced.isEmpty() || uid.text().compareTo(announced.get().text()) < 0)
        .toList();
  }

  private void announce(List<MeasurementUid> uids) {
    LOG.debugf("%d measurements announced again", uids.size());
    List<Batch> batches = new ArrayList<>();
    for (int from = 0; from < uids.size(); from += BATCH) {
      int to = Math.min(from + BATCH, uids.size());
      batches.add(new Batch(uids.get(from), uids.get(to - 1)));
    }
    queue.announceAgain(batches);
  }

  private Instant stuckSince = Instant.MAX;
  private Instant stuckOldest = Instant.MIN;

  /** Whether the oldest entry has been the same one for as long as messages may take. */
  private boolean isStuck(Backlog backlog) {
    Instant oldest = backlog.oldest().orElse(Instant.MAX);
    Instant now = clock.instant();
    if (!oldest.equals(stuckOldest)) {
      stuckOldest = oldest;
      stuckSince = now;
      return false;
    }
    return Duration.between(stuckSince, now).compareTo(LOST) > 0;
  }
}
