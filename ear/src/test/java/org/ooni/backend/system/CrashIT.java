// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.sql.Connection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The process is killed while probes post, some of them in the middle of a body. {@code
 * -Dcrash.repetitions=N} kills it so many times, each at another moment.
 */
@ExtendWith(DeployedSystem.class)
class CrashIT {

  private static final int POSTS = 500;

  /** By which each repetition has more posts than the last, and a later kill. */
  private static final int MORE = 7;

  static List<Integer> repetitions() {
    int count = Integer.getInteger("crash.repetitions", 1);
    return IntStream.rangeClosed(1, count).boxed().toList();
  }

  @ParameterizedTest(name = "kill {0}")
  @MethodSource("repetitions")
  void everyAcknowledgedMeasurementIsThereOnceAfterAKill(int repetition) throws Exception {
    URI base = DeployedSystem.platform().baseUri();
    Ledger ledger = new Ledger(new Probe(base));
    int posts = POSTS + MORE * (repetition - 1);
    try (RawClient inTheMiddle = new RawClient(base)) {
      inTheMiddle.beginPost(ledger.path(), ledger.body(posts));
      ledger.post(posts, DeployedSystem.platform()::killServer);
    }
    assertTrue(ledger.uncertainCount() > 0, "some were sent to a server that was dead");
    assertTrue(ledger.acknowledgedCount() > 0, "some were sent to a server that was alive");
    DeployedSystem.platform().startServer();
    ledger.retry();
    try (Connection database = DeployedSystem.platform().applicationConnection()) {
      await().atMost(DeployedSystem.PATIENCE).until(() -> ledger.faults(database), List::isEmpty);
    }
    assertTrue(ledger.acknowledgedCount() == posts, "every post was answered in the end");
  }
}
