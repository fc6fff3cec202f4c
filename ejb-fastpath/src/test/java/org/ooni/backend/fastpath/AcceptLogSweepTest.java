// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.accept.AcceptLog;
import org.ooni.backend.accept.Backlog;
import org.ooni.backend.accept.Batch;
import org.ooni.backend.accept.BatchQueue;
import org.ooni.backend.measurement.MeasurementUid;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.meter.TimerRuns;

class AcceptLogSweepTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private final AcceptLogSweep sweep = new AcceptLogSweep();
  private final List<MeasurementUid> entries = new ArrayList<>();
  private final List<Batch> announced = new ArrayList<>();
  private Optional<MeasurementUid> underWay = Optional.empty();
  private boolean isResting;
  private Instant oldest = NOW.minusSeconds(5);

  @BeforeEach
  void connect() {
    sweep.clock = Clock.fixed(NOW, ZoneOffset.UTC);
    sweep.runs = new TimerRuns(new Meters(), sweep.clock);
    sweep.pause = new DatabasePause();
    sweep.pause.clock = sweep.clock;
    sweep.acceptLog =
        new AcceptLog() {
          @Override
          public Backlog backlog() {
            return new Backlog(entries.size(), entries.size(), Optional.of(oldest));
          }

          @Override
          public List<MeasurementUid> oldest(int maximum) {
            return entries.subList(0, Math.min(maximum, entries.size()));
          }
        };
    sweep.queue =
        new BatchQueue() {
          @Override
          public Optional<MeasurementUid> oldestOutstanding() {
            return underWay;
          }

          @Override
          public boolean isResting() {
            return isResting;
          }

          @Override
          public void announceAgain(List<Batch> batches) {
            announced.addAll(batches);
          }
        };
    for (int i = 1; i <= 300; i++) {
      entries.add(uid(i));
    }
  }

  @Test
  void allThatWaitsIsAnnouncedWhenNothingIsUnderWay() {
    sweep.sweep();
    assertEquals(List.of(new Batch(uid(1), uid(250)), new Batch(uid(251), uid(300))), announced);
  }

  @Test
  void whatLiesBeforeAllThatIsUnderWayIsAnnouncedMeanwhile() {
    underWay = Optional.of(uid(101));
    sweep.sweep();
    assertEquals(List.of(new Batch(uid(1), uid(100))), announced);
  }

  @Test
  void afterWorkInVainOneBatchFindsOutForAll() {
    isResting = true;
    sweep.sweep();
    assertEquals(List.of(new Batch(uid(1), uid(250))), announced);
  }

  @Test
  void whatMayBeUnderWayIsLeftToIt() {
    underWay = Optional.of(uid(1));
    sweep.sweep();
    assertEquals(List.of(), announced);
  }

  @Test
  void whatIsYoungIsLeftToItsMessage() {
    oldest = NOW.minusMillis(900);
    sweep.sweep();
    assertEquals(List.of(), announced);
  }

  private static MeasurementUid uid(int number) {
    return new MeasurementUid("%010d".formatted(number));
  }
}
