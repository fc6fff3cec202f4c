// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.ratelimit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ooni.backend.flow.EventCounters;
import org.ooni.backend.flow.EventCounters.Event;
import org.ooni.backend.problem.TooManyRequests;
import org.ooni.backend.problem.Unavailable;
import org.ooni.backend.session.AccountId;

class EditsTest {

  private static final AccountId ONE = new AccountId("0123456789abcdef0123456789abcdef");
  private static final AccountId OTHER = new AccountId("1123456789abcdef0123456789abcdef");

  private final EventCounters counters = new EventCounters();

  @Test
  void anAccountThatHasUsedUpItsQuotaIsTurnedAway() {
    Edits edits = edits("2/day", 1);
    assertEquals(1, edits.make(ONE, () -> 1));
    assertEquals(2, edits.make(ONE, () -> 2));
    TooManyRequests refusal = assertThrows(TooManyRequests.class, () -> edits.make(ONE, () -> 3));
    assertEquals(429, refusal.status());
    assertEquals(4, edits.make(OTHER, () -> 4));
    assertEquals(Map.of("edit_quota", 1L), counters.byDetail(Event.LIMITED));
  }

  @Test
  void oneTooManyAtTheSameTimeIsToldToComeBack() {
    Edits edits = edits("10/day", 1);
    edits.make(
        ONE, () -> assertThrows(Unavailable.class, () -> edits.make(OTHER, () -> "not made")));
    assertEquals(Map.of("busy_edit", 1L), counters.byDetail(Event.LIMITED));
    assertEquals("made", edits.make(OTHER, () -> "made"));
  }

  @Test
  void aFailureCountsAndGivesThePlaceBack() {
    Edits edits = edits("2/day", 1);
    assertThrows(
        IllegalStateException.class,
        () ->
            edits.make(
                ONE,
                () -> {
                  throw new IllegalStateException("not saved");
                }));
    assertEquals(1, edits.make(ONE, () -> 1));
    assertThrows(TooManyRequests.class, () -> edits.make(ONE, () -> 2));
  }

  @Test
  void limitsThatAreNoneStopTheStart() {
    assertThrows(IllegalArgumentException.class, () -> edits("2/day", 0));
    assertThrows(IllegalArgumentException.class, () -> edits("many", 1));
  }

  private Edits edits(String quotas, int most) {
    Clock clock = Clock.fixed(Instant.parse("2026-03-04T05:06:30Z"), ZoneOffset.UTC);
    return new Edits(counters, clock, quotas, most, Duration.ofMillis(1));
  }
}
