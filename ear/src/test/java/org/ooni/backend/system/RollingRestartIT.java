// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two nodes that share a database and a broker are restarted one after the other. */
@ExtendWith(TwoNodes.class)
class RollingRestartIT {

  @Test
  void noSubmissionFailsIsLostOrIsThereTwice() throws Exception {
    Ledger ledger = new Ledger(TwoNodes.probe());
    ledger.postWhile(RollingRestartIT::restartBoth);
    assertTrue(ledger.acknowledgedCount() > 100, "too few to matter");
    assertEquals(Set.of(200), ledger.statuses());
    assertEquals(0, ledger.uncertainCount());
    try (Connection database = DeployedSystem.platform().applicationConnection()) {
      await().atMost(DeployedSystem.PATIENCE).until(() -> ledger.faults(database), List::isEmpty);
    }
  }

  private static void restartBoth() {
    try {
      for (OwnedNode node : TwoNodes.nodes()) {
        Duration end = node.stop();
        assertTrue(end.toSeconds() < 30, node.name() + " took " + end);
        node.start();
        await().atMost(DeployedSystem.PATIENCE).until(node::answers);
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
