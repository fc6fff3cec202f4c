// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What all workers of a rerun pass by: whether they go on, and how fast. */
final class RerunGate {

  private final AtomicLong left;
  private final Pace pace;
  private final Charts charts;
  private final RerunProgress progress;
  private volatile boolean closed;

  /**
   * Opens it.
   *
   * @param stopAfter how many measurements pass
   */
  RerunGate(long stopAfter, Pace pace, Charts charts, RerunProgress progress) {
    this.left = new AtomicLong(stopAfter);
    this.pace = pace;
    this.charts = charts;
    this.progress = progress;
  }

  RerunProgress progress() {
    return progress;
  }

  /** From now on nobody passes. */
  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  /**
   * One measurement passes.
   *
   * @throws Stopped when it may not
   */
  void enter() throws Stopped {
    if (closed || left.getAndDecrement() <= 0) {
      throw Stopped.enough();
    }
  }

  /** Some were written, which took so long with what came before. */
  void wrote(int measurements, Duration worked) {
    progress.scored(measurements);
    charts.follow(measurements);
    pace.rest(worked);
  }
}
