// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.pages;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.ooni.backend.problem.Problem;

/**
 * Something that is read at most once in a while, however many ask for it and whether or not it
 * could be read. One request reads; the others get what there is meanwhile.
 */
final class Remembered<T> {

  private static final Logger LOG = Logger.getLogger(Remembered.class);

  /** What could not be read is tried again sooner, when that is. */
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Clock clock;
  private final Duration age;
  private final Supplier<T> reader;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile Seen<T> seen = new Seen<>(Optional.empty(), Instant.MIN, false);
  private volatile Instant tried = Instant.MIN;

  /**
   * What was read last.
   *
   * @param value nothing when it never could be read
   * @param when it was read
   * @param isCurrent whether the last attempt to read it succeeded
   */
  record Seen<T>(Optional<T> value, Instant when, boolean isCurrent) {}

  Remembered(Clock clock, Duration age, Supplier<T> reader) {
    this.clock = clock;
    this.age = age;
    this.reader = reader;
  }

  /** What there is, read anew when it is time. */
  Seen<T> current() {
    if (isDue() && isMyTurn()) {
      try {
        if (isDue()) {
          read();
        }
      } finally {
        reading.unlock();
      }
    }
    return seen;
  }

  private boolean isDue() {
    if (tried.equals(Instant.MIN)) {
      return true;
    }
    boolean soon = !seen.isCurrent() && AFTER_FAILURE.compareTo(age) < 0;
    return !clock.instant().isBefore(tried.plus(soon ? AFTER_FAILURE : age));
  }

  /** Who has something to show need not wait. */
  private boolean isMyTurn() {
    if (!tried.equals(Instant.MIN)) {
      return reading.tryLock();
    }
    try {
      return reading.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void read() {
    try {
      seen = new Seen<>(Optional.of(reader.get()), clock.instant(), true);
    } catch (Problem e) {
      // the page says so; the heartbeat says what it is
      seen = new Seen<>(seen.value(), seen.when(), false);
    } catch (IllegalStateException e) {
      LOG.warn("what a page shows cannot be read", e);
      seen = new Seen<>(seen.value(), seen.when(), false);
    } finally {
      tried = clock.instant();
    }
  }
}
