// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.mozlog;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Stands between those who log and one place where lines are written. Who logs never waits: when
 * the place is blocked and the queue is full, records are dropped and counted. Only while the
 * process ends does one who logs wait a moment, so that the last lines are not lost.
 */
final class LineQueue {

  static final int LENGTH = 8192;

  private static final Duration LAST_WAIT = Duration.ofMillis(500);
  private static final long PAUSE = Duration.ofMillis(1).toNanos();

  private final BlockingQueue<ExtLogRecord> waiting;
  private final Consumer<ExtLogRecord> writer;
  private final Runnable flusher;
  private final Thread thread;
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private volatile long done;
  private volatile boolean ending;
  private volatile boolean closed;

  /**
   * Starts the thread that writes.
   *
   * @param place its name in metrics
   * @param length how many records may wait
   * @param writer writes one record
   * @param flusher is called when nothing waits any more
   */
  LineQueue(String place, int length, Consumer<ExtLogRecord> writer, Runnable flusher) {
    this.waiting = new ArrayBlockingQueue<>(length);
    this.writer = writer;
    this.flusher = flusher;
    this.thread = new Thread(this::run, "log " + place);
    thread.setDaemon(true);
    thread.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> ending = true, "log " + place + " end"));
    LogLines.add(place, this);
  }

  void offer(ExtLogRecord entry) {
    // what the writing thread could not find out any more
    entry.disableCallerCalculation();
    entry.copyMdc();
    if (MozlogFormatter.given(entry).isEmpty()) {
      entry.getFormattedMessage();
    }
    if (closed || !waiting.offer(entry)) {
      dropped.incrementAndGet();
      return;
    }
    long mine = taken.incrementAndGet();
    if (ending) {
      awaitWritten(mine);
    }
  }

  /** How many records were taken. */
  long taken() {
    return taken.get();
  }

  /** How many were not. */
  long dropped() {
    return dropped.get();
  }

  /** Writes what waits, as far as that is possible within a moment, and takes no more. */
  void close() {
    closed = true;
    awaitWritten(taken.get());
    thread.interrupt();
  }

  private void awaitWritten(long number) {
    long end = System.nanoTime() + LAST_WAIT.toNanos();
    while (done < number && System.nanoTime() < end) {
      LockSupport.parkNanos(PAUSE);
    }
  }

  private void run() {
    long written = 0;
    while (!closed || !waiting.isEmpty()) {
      try {
        ExtLogRecord entry = waiting.poll();
        if (entry == null) {
          flusher.run();
          done = written;
          entry = waiting.poll(1, TimeUnit.DAYS);
        }
        if (entry != null) {
          writer.accept(entry);
          written++;
        }
      } catch (InterruptedException e) {
        // closed, or nothing that concerns this thread
        continue;
      }
    }
  }
}
