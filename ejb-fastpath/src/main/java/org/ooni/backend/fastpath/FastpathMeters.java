// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ooni.backend.meter.Meter;
import org.ooni.backend.meter.Meters;

/** How many measurements are committed together, how long it takes, and how late it is. */
@ApplicationScoped
class FastpathMeters {

  static final Meter BATCH =
      Meter.histogram(
          "fastpath_batch_measurements", "Measurements committed together", "", Meter.COUNTS);
  static final Meter STEP =
      Meter.histogram(
          "fastpath_batch_seconds", "How long a step of a batch took", "step", Meter.SECONDS);
  static final Meter DELAY =
      Meter.histogram(
          "measurement_commit_delay_seconds",
          "From the acknowledgement of a measurement to its commit",
          "",
          Meter.LONG_SECONDS);

  private static final double NANOSECONDS = 1e9;
  private static final double MILLISECONDS = 1e3;

  @Inject Meters meters;
  @Inject Clock clock;

  @PostConstruct
  void declare() {
    meters.declare(BATCH, STEP, DELAY);
  }

  /** A step of a batch has ended that began then, by {@link System#nanoTime}. */
  void step(String name, long begin) {
    meters.observe(STEP, name, (System.nanoTime() - begin) / NANOSECONDS);
  }

  void committed(List<ScoredMeasurement> batch) {
    meters.observe(BATCH, "", batch.size());
    Instant now = clock.instant();
    for (ScoredMeasurement measurement : batch) {
      Duration delay = Duration.between(measurement.accepted().receivedAt(), now);
      meters.observe(DELAY, "", Math.max(0, delay.toMillis() / MILLISECONDS));
    }
  }
}
