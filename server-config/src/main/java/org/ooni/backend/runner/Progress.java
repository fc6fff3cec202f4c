// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;

/** Tells a person what is going on: one line per stage, and a moving bar on a terminal. */
final class Progress {

  private static final int WIDTH = 30;

  private final PrintStream out;
  private final boolean terminal;
  private final long started = System.nanoTime();
  private int shownPercent = -1;

  Progress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Tells nobody anything. */
  static Progress silent() {
    return new Progress(new PrintStream(OutputStream.nullOutputStream()), false);
  }

  /** One line, with the seconds since the start in front. */
  synchronized void line(String text) {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
    out.printf("%6.1f s  %s%n", elapsed.toMillis() / 1000.0, text);
    out.flush();
  }

  /** A line for programs that read the output: nothing before, nothing after it. */
  synchronized void plain(String text) {
    out.println(text);
    out.flush();
  }

  /** Moves the bar of a long stage; shown on a terminal only. */
  synchronized void bar(String text, long done, long total) {
    int percent = total <= 0 ? 0 : (int) Math.min(100, done * 100 / total);
    if (!terminal || percent == shownPercent) {
      return;
    }
    shownPercent = percent;
    int filled = WIDTH * percent / 100;
    out.printf(
        "\r          %s [%s%s] %3d %%",
        text, "=".repeat(filled), " ".repeat(WIDTH - filled), percent);
    if (percent == 100) {
      out.print("\r" + " ".repeat(text.length() + WIDTH + 20) + "\r");
      shownPercent = -1;
    }
    out.flush();
  }
}
