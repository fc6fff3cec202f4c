// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetersTest {

  private static final Meter DROPS = Meter.counter("drops_total", "What was dropped", "reason");
  private static final Meter AGE = Meter.gauge("age_seconds", "How old it is", "feed");

  @Test
  void textIsSortedAndEachNumberIsExplainedOnce() {
    Meters meters = new Meters();
    meters.add(DROPS, "full", 2);
    meters.add(DROPS, "database", 1);
    meters.add(DROPS, "full", 1);
    meters.set(AGE, "lists", 7);
    meters.set(AGE, "lists", 5);
    assertEquals(
        """
        # HELP age_seconds How old it is
        # TYPE age_seconds gauge
        age_seconds{feed="lists"} 5
        # HELP drops_total What was dropped
        # TYPE drops_total counter
        drops_total{reason="database"} 1
        drops_total{reason="full"} 3
        """,
        meters.text());
  }

  @Test
  void aHistogramCountsInEachBucketWhatIsNotLarger() {
    Meter sizes = Meter.histogram("batch_measurements", "Batches", "", List.of(1.0, 10.0));
    Meters meters = new Meters();
    meters.observe(sizes, "", 1);
    meters.observe(sizes, "", 1.5);
    meters.observe(sizes, "", 100);
    assertEquals(3, meters.get(sizes, ""));
    assertEquals(
        """
        # HELP batch_measurements Batches
        # TYPE batch_measurements histogram
        batch_measurements_bucket{le="1.0"} 1
        batch_measurements_bucket{le="10.0"} 2
        batch_measurements_bucket{le="+Inf"} 3
        batch_measurements_sum 102.5
        batch_measurements_count 3
        """,
        meters.text());
  }

  @Test
  void aRunOfATimerFailedUnlessItSaidOtherwise() {
    Meters meters = new Meters();
    TimerRuns runs =
        new TimerRuns(meters, Clock.fixed(Instant.ofEpochSecond(1_000), ZoneOffset.UTC));
    try (TimerRuns.Run run = runs.begin("drain")) {
      run.succeeded();
    }
    assertThrows(
        IllegalStateException.class,
        () -> {
          try (TimerRuns.Run run = runs.begin("check")) {
            throw new IllegalStateException(run.toString());
          }
        });
    assertEquals(0, meters.get(TimerRuns.FAILURES, "drain"));
    assertEquals(1, meters.get(TimerRuns.FAILURES, "check"));
    assertEquals(1_000, meters.get(TimerRuns.LAST, "check"));
    assertEquals(1_000, meters.get(TimerRuns.LAST_SUCCESS, "drain"));
    assertEquals(0, meters.get(TimerRuns.LAST_SUCCESS, "check"));
    assertEquals(1, meters.get(TimerRuns.DURATION, "check"));
  }

  @Test
  void whatIsDeclaredIsExplainedBeforeItHappens() {
    Meters meters = new Meters();
    meters.declare(DROPS);
    assertEquals(
        "# HELP drops_total What was dropped\n# TYPE drops_total counter\n", meters.text());
  }

  @Test
  void whatNobodyToldIsZeroAndNotShown() {
    Meters meters = new Meters();
    assertEquals(0, meters.get(DROPS, "full"));
    assertEquals("", meters.text());
  }
}
