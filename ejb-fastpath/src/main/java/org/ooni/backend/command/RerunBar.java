// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ProgressBar;
import org.ooni.backend.rerun.RerunProgress;
import org.ooni.backend.rerun.SourceObject;
import org.ooni.backend.rerun.Tally;
import org.ooni.backend.rerun.Tally.Kind;

/**
 * Shows how far a rerun is. Days are listed one by one, so the bar goes by days, and within a day
 * by the bytes of its objects; measurements and their rate stand beside it.
 */
final class RerunBar implements RerunProgress {

  private static final double NANOS = 1e9;

  private final PrintWriter messages;
  private final boolean debug;
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong measurements = new AtomicLong();
  private final long begin = System.nanoTime();
  private ProgressBar bar;
  private volatile String day = "";
  private volatile long days = -1;
  private volatile long bytesOfDay;

  /**
   * Shows nothing yet.
   *
   * @param debug whether each object is told of
   */
  RerunBar(PrintWriter messages, boolean debug) {
    this.messages = messages;
    this.debug = debug;
  }

  /** Shows it on a bar of as many units as there are days; null for none. */
  void showOn(ProgressBar shown) {
    bar = shown;
  }

  @Override
  public void begins(String nextDay, long bytesOfObjects) {
    day = nextDay;
    bytes.set(0);
    bytesOfDay = Math.max(1, bytesOfObjects);
    days++;
    if (bar != null) {
      bar.setExtraMessage(" " + day);
      bar.stepTo(days * ProgressBars.PARTS_OF_DAY);
    }
  }

  @Override
  public void advanced(long more) {
    long read = bytes.addAndGet(more);
    if (bar != null) {
      double part = Math.min(1, (double) read / bytesOfDay);
      bar.stepTo((long) ((days + part) * ProgressBars.PARTS_OF_DAY));
    }
  }

  @Override
  public void scored(long more) {
    long all = measurements.addAndGet(more);
    if (bar != null) {
      bar.setExtraMessage(" %s, %d measurements, %.0f/s".formatted(day, all, all / seconds()));
    }
  }

  @Override
  public void problem(String object, String where, String reason) {
    if (debug) {
      messages.println(RerunSummary.problem(object, where, reason));
    }
  }

  @Override
  public void done(SourceObject object, Tally counted) {
    if (debug) {
      messages.printf(
          "fastpath: %s read, %d measurements%n",
          RerunSummary.printable(object.key()), counted.total(Kind.READ));
    }
  }

  /** Since the begin. */
  double seconds() {
    return Math.max(0.001, (System.nanoTime() - begin) / NANOS);
  }

  /** Scored in this run. */
  long measurements() {
    return measurements.get();
  }
}
