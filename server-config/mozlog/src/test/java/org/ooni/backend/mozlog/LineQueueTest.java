// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.mozlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class LineQueueTest {

  private final List<String> written = new CopyOnWriteArrayList<>();

  @Test
  void whatWasTakenIsWrittenInItsOrderBeforeItCloses() {
    LineQueue queue = new LineQueue("test", 1000, this::write, () -> {});
    List<String> texts = IntStream.range(0, 1000).mapToObj(Integer::toString).toList();
    texts.forEach(text -> queue.offer(entry(text)));
    queue.close();
    assertEquals(texts, written);
    assertEquals(1000, queue.taken());
    assertEquals(0, queue.dropped());
  }

  /** Hostile case I26. */
  @Test
  void aBlockedPlaceStopsNobodyAndDropsAreCounted() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch freed = new CountDownLatch(1);
    LineQueue queue =
        new LineQueue(
            "test",
            10,
            entry -> {
              begun.countDown();
              await(freed);
              write(entry);
            },
            () -> {});
    queue.offer(entry("blocks"));
    begun.await();
    for (int i = 0; i < 100; i++) {
      queue.offer(entry("later"));
    }
    assertEquals(11, queue.taken());
    assertEquals(90, queue.dropped());
    freed.countDown();
    queue.close();
    assertEquals(11, written.size());
  }

  @Test
  void whatIsSaidAfterTheEndIsCountedAsDropped() {
    LineQueue queue = new LineQueue("test", 10, this::write, () -> {});
    queue.close();
    queue.offer(entry("late"));
    assertEquals(1, queue.dropped());
    assertTrue(written.isEmpty());
  }

  private void write(ExtLogRecord entry) {
    written.add(entry.getFormattedMessage());
  }

  private static ExtLogRecord entry(String message) {
    return new ExtLogRecord(Level.INFO, message, ExtLogRecord.FormatStyle.NO_FORMAT, "");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
