// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.ratelimit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.ooni.backend.flow.EventCounters;
import org.ooni.backend.flow.EventCounters.Event;
import org.ooni.backend.problem.Unavailable;

class HeavyReadsTest {

  private final EventCounters counters = new EventCounters();
  private final CountDownLatch end = new CountDownLatch(1);

  @Test
  void oneTooManyIsRefusedAndTheLimitNamed() throws Exception {
    HeavyReads places = new HeavyReads(1, Duration.ofMillis(10), counters);
    CompletableFuture<String> first = occupy(places);
    Unavailable refused = assertThrows(Unavailable.class, () -> places.run(() -> "second"));
    assertTrue(refused.getMessage().contains("CONCURRENT_HEAVY_READS"), refused.getMessage());
    assertEquals(Map.of("busy_heavy_read", 1L), counters.byDetail(Event.LIMITED));
    end.countDown();
    assertEquals("first", first.get());
    assertEquals("third", places.run(() -> "third"));
  }

  @Test
  void whoComesWhileAsManyWaitAsRunDoesNotWait() throws Exception {
    HeavyReads places = new HeavyReads(1, Duration.ofHours(1), counters);
    CompletableFuture<String> first = occupy(places);
    CompletableFuture<String> second = new CompletableFuture<>();
    Thread waiting = new Thread(() -> second.complete(places.run(() -> "waited")));
    waiting.start();
    while (waiting.getState() != Thread.State.TIMED_WAITING) {
      Thread.sleep(1);
    }
    assertThrows(Unavailable.class, () -> places.run(() -> "third"));
    end.countDown();
    assertEquals("first", first.get());
    assertEquals("waited", second.get());
  }

  @Test
  void aFailureGivesThePlaceBack() {
    HeavyReads places = new HeavyReads(1, Duration.ofMillis(10), counters);
    for (int i = 0; i < 3; i++) {
      assertThrows(
          IOException.class,
          () ->
              places.run(
                  () -> {
                    throw new IOException("gone");
                  }));
    }
    assertEquals("next", places.run(() -> "next"));
  }

  @Test
  void noPlaceAtAllStopsTheStart() {
    assertThrows(
        IllegalArgumentException.class, () -> new HeavyReads(0, Duration.ofMillis(1), counters));
  }

  @Test
  void halfOfTheProcessorsAreLeftToOthersAndMostConnections() {
    assertEquals(1, HeavyReads.placesBeside(1));
    assertEquals(1, HeavyReads.placesBeside(2));
    assertEquals(1, HeavyReads.placesBeside(3));
    assertEquals(4, HeavyReads.placesBeside(8));
    assertEquals(6, HeavyReads.placesBeside(64));
  }

  private CompletableFuture<String> occupy(HeavyReads places)
      throws InterruptedException, ExecutionException {
    CountDownLatch entered = new CountDownLatch(1);
    CompletableFuture<String> first =
        CompletableFuture.supplyAsync(
            () ->
                places.run(
                    () -> {
                      entered.countDown();
                      await(end);
                      return "first";
                    }));
    entered.await();
    return first;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
