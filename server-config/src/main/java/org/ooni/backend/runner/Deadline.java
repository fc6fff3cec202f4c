// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import java.time.Duration;

/** A point in time after which waiting makes no sense any more. */
record Deadline(long nanos) {

  private static final Duration STEP = Duration.ofMillis(50);

  static Deadline in(Duration patience) {
    return new Deadline(System.nanoTime() + patience.toNanos());
  }

  boolean passed() {
    return System.nanoTime() - nanos > 0;
  }

  /** Sleeps a little while. */
  static void pause() {
    try {
      Thread.sleep(STEP.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailure("Interrupted while waiting.", e);
    }
  }
}
