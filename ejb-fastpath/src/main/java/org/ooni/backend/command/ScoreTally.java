// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.ooni.backend.scoring.Outcome;

/**
 * What became of the lines: {@code lines = scored + discarded}, of which bad ones hold no
 * measurement.
 */
final class ScoreTally {

  private final Clock clock = Clock.systemUTC();
  private final Instant start = clock.instant();
  private final Map<String, Long> reasons = new TreeMap<>();
  private long scored;
  private long discarded;
  private long bad;
  private long unreadable;
  private long anomalies;
  private long confirmed;
  private long failures;

  void add(Outcome outcome) {
    if (outcome instanceof Outcome.Scored verdict) {
      scored++;
      anomalies += verdict.row().anomaly() ? 1 : 0;
      confirmed += verdict.row().confirmed() ? 1 : 0;
      failures += verdict.row().msmFailure() ? 1 : 0;
      verdict.failureReason().ifPresent(reason -> reasons.merge(reason, 1L, Long::sum));
    } else if (outcome instanceof Outcome.Discarded) {
      discarded++;
    }
  }

  /** A line holds no measurement. */
  void bad() {
    bad++;
  }

  /** A file cannot be read to its end. */
  void unreadable() {
    unreadable++;
  }

  boolean isClean() {
    return unreadable == 0 && bad == 0;
  }

  String summary() {
    Duration elapsed = Duration.between(start, clock.instant());
    long lines = scored + discarded;
    double perSecond = lines / Math.max(0.001, elapsed.toMillis() / 1000.0);
    return String.format(
        "%d lines in %.1f s (%.0f/s): %d scored (%d anomalies, %d confirmed, %d failures %s),"
            + " %d discarded; %d bad lines, %d unreadable files",
        lines,
        elapsed.toMillis() / 1000.0,
        perSecond,
        scored,
        anomalies,
        confirmed,
        failures,
        reasons,
        discarded,
        bad,
        unreadable);
  }
}
