// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ooni.backend.accept.AcceptLogUnavailable.Reason;
import org.ooni.backend.meter.Meters;

class AcceptLogTest {

  @TempDir Path directory;

  private AcceptLog log;

  private static final class PlainThreads implements ManagedThreadFactory {

    @Override
    public Thread newThread(Runnable work) {
      return new Thread(work);
    }

    @Override
    public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
      return ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
    }
  }

  @BeforeEach
  void start() {
    log = opened();
  }

  @AfterEach
  void stop() {
    log.stop();
  }

  @Test
  void whatWasAcceptedIsThereAfterAStop() throws Exception {
    Acknowledgement answer = log.append(Submissions.of("one"));
    log.stop();
    log = opened();
    assertEquals(1, log.oldest(10).size());
    assertEquals(answer.uid(), log.oldest(10).get(0));
  }

  @Test
  void whoComesAfterTheStopDoesNotOpenItAgain() throws Exception {
    log.append(Submissions.of("one"));
    log.stop();
    AcceptLogUnavailable late = assertThrows(AcceptLogUnavailable.class, log::backlog);
    assertEquals(Reason.BUSY, late.reason());
    late = assertThrows(AcceptLogUnavailable.class, () -> log.append(Submissions.of("two")));
    assertEquals(Reason.BUSY, late.reason());
    // RocksDB lets nobody else in while it is open
    log = opened();
    assertEquals(1, log.backlog().entries());
  }

  private AcceptLog opened() {
    AcceptLog opened = new AcceptLog();
    opened.configuration = new AcceptLogConfiguration();
    opened.configuration.directory = directory;
    opened.configuration.maximumBytes = Long.MAX_VALUE;
    opened.configuration.duplicateWindow = Duration.ofHours(1);
    opened.clock = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    opened.meters = new Meters();
    opened.threads = new PlainThreads();
    opened.queue =
        new BatchQueue() {
          @Override
          boolean announce(Batch batch, int measurements) {
            return false;
          }
        };
    opened.start();
    return opened;
  }
}
