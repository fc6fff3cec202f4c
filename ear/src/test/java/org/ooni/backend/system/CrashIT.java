// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The process is killed while probes post. {@code -Dcrash.repetitions=N} kills it so many times,
 * each at another moment.
 */
@ExtendWith(DeployedSystem.class)
class CrashIT {

  private static final int POSTS = 500;

  static List<Integer> repetitions() {
    int count = Integer.getInteger("crash.repetitions", 1);
    return IntStream.rangeClosed(1, count).boxed().toList();
  }

  @ParameterizedTest(name = "kill {0}")
  @MethodSource("repetitions")
  void everyAcknowledgedMeasurementIsThereOnceAfterAKill(int repetition) throws Exception {
    Ledger ledger = new Ledger(new Probe(DeployedSystem.platform().baseUri()));
    ledger.post(
        POSTS,
        () -> {
          pause(Duration.ofMillis(37L * repetition % 400));
          DeployedSystem.platform().killServer();
        });
    assertTrue(ledger.uncertainCount() > 0, "the kill came too late to matter");
    assertTrue(ledger.acknowledgedCount() > 0, "the kill came too early to matter");
    DeployedSystem.platform().startServer();
    ledger.retry();
    try (Connection database = DeployedSystem.platform().applicationConnection()) {
      await().atMost(Duration.ofSeconds(30)).until(() -> ledger.faults(database), List::isEmpty);
    }
    assertTrue(ledger.acknowledgedCount() == POSTS, "every post was answered in the end");
  }

  private static void pause(Duration length) {
    try {
      Thread.sleep(length.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
