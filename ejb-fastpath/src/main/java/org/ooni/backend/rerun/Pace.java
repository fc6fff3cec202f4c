// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;

/**
 * Leaves time to others: after each piece of work a worker rests, so that it works no more than a
 * share of the time.
 */
final class Pace {

  private final DoubleSupplier share;

  /**
   * Keeps to a share.
   *
   * @param share of the time, above 0 and up to 1, asked for each time
   */
  Pace(DoubleSupplier share) {
    this.share = share;
  }

  /** Rests after work. */
  void rest(Duration worked) {
    double part = share.getAsDouble();
    long nanos = (long) (worked.toNanos() * (1 / part - 1));
    long until = System.nanoTime() + nanos;
    while (nanos > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(nanos);
      nanos = until - System.nanoTime();
    }
  }
}
