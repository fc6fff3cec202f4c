// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accept;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ooni.backend.accept.AcceptLogUnavailable.Reason;
import org.ooni.backend.measurement.MeasurementUid;
import org.rocksdb.RocksDBException;

/**
 * The one writer of the log. Requests that arrive while the disk syncs wait for each other and
 * share the next sync, so the cost of durability falls as the load rises. Being alone, it also
 * decides without a lock which of two equal submissions is the first.
 */
final class GroupCommit implements AutoCloseable {

  private static final int MAXIMUM_WAITING = 4096;
  private static final int MAXIMUM_BATCH = 512;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Longer groups, and some time for the fastpath, while it lags behind. */
  private static final Duration GIVING_WAY = Duration.ofMillis(5);

  private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(MAXIMUM_WAITING);
  private final LogStore store;
  private final UidClock clock;
  private final Announcer announcer;
  private final Thread writer;
  private volatile boolean closed;
  private boolean isAhead;

  /** Is told what is durable. */
  interface Announcer {
    /**
     * These, from the first to the last; the next call begins where this one ends.
     *
     * @return whether whoever works on them lags behind
     */
    boolean announce(Batch batch, int measurements);
  }

  private record Waiting(Submission submission, CompletableFuture<Acknowledgement> answer) {}

  /**
   * @param announcer is told of each batch once it is durable
   */
  GroupCommit(LogStore store, UidClock clock, Announcer announcer, ThreadFactory threads) {
    this.store = store;
    this.clock = clock;
    this.announcer = announcer;
    this.writer = threads.newThread(this::run);
    this.writer.start();
  }

  /**
   * Returns when the submission is durable, with its uid or the one that the same bytes got before.
   */
  Acknowledgement append(Submission submission) throws AcceptLogUnavailable {
    Waiting entry = new Waiting(submission, new CompletableFuture<>());
    if (closed || !waiting.offer(entry)) {
      throw new AcceptLogUnavailable(Reason.BUSY);
    }
    try {
      return entry.answer().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new AcceptLogUnavailable(Reason.BROKEN, e.getCause());
    } catch (TimeoutException e) {
      throw new AcceptLogUnavailable(Reason.BUSY, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AcceptLogUnavailable(Reason.BUSY, e);
    }
  }

  @Override
  public void close() {
    closed = true;
    writer.interrupt();
    try {
      writer.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    List<Waiting> batch = new ArrayList<>();
    while (!closed || !waiting.isEmpty()) {
      batch.clear();
      try {
        if (isAhead) {
          Thread.sleep(GIVING_WAY.toMillis());
        }
        batch.add(waiting.take());
      } catch (InterruptedException e) {
        continue;
      }
      waiting.drainTo(batch, MAXIMUM_BATCH - 1);
      commit(batch);
    }
  }

  private void commit(List<Waiting> batch) {
    List<AcceptedMeasurement> fresh = new ArrayList<>();
    List<Acknowledgement> answers = new ArrayList<>();
    try {
      assign(batch, fresh, answers);
      if (!fresh.isEmpty()) {
        store.append(fresh);
      }
    } catch (RocksDBException | RuntimeException e) {
      batch.forEach(entry -> entry.answer().completeExceptionally(e));
      return;
    }
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).answer().complete(answers.get(i));
    }
    if (!fresh.isEmpty()) {
      isAhead =
          announcer.announce(
              new Batch(fresh.get(0).uid(), fresh.get(fresh.size() - 1).uid()), fresh.size());
    }
  }

  private void assign(
      List<Waiting> batch, List<AcceptedMeasurement> fresh, List<Acknowledgement> answers)
      throws RocksDBException {
    Map<ByteBuffer, Acknowledgement> inBatch = new HashMap<>();
    for (Waiting entry : batch) {
      Submission submission = entry.submission();
      ByteBuffer key = ByteBuffer.wrap(submission.digest());
      Optional<Acknowledgement> known = Optional.ofNullable(inBatch.get(key));
      if (known.isEmpty()) {
        known = store.acknowledged(submission.digest());
      }
      if (known.isPresent()) {
        answers.add(known.get().again());
        continue;
      }
      Instant receivedAt = clock.next();
      MeasurementUid uid = UidClock.uid(receivedAt, submission);
      Acknowledgement answer =
          new Acknowledgement(uid, Optional.of(submission.reportId().text()), false);
      inBatch.put(key, answer);
      answers.add(answer);
      fresh.add(
          new AcceptedMeasurement(
              uid,
              submission.reportId().text(),
              receivedAt,
              submission.digest(),
              submission.body()));
    }
  }
}
