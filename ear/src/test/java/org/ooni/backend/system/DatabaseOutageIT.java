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

/** {@code -Doutage.seconds=N} keeps the database away for so long. */
@ExtendWith(DeployedSystem.class)
class DatabaseOutageIT {

  private static final Duration OUTAGE =
      Duration.ofSeconds(Integer.getInteger("outage.seconds", 4));

  @Test
  void submissionsGoOnWithoutTheDatabaseAndNothingIsLost() throws Exception {
    Probe probe = new Probe(DeployedSystem.platform().baseUri());
    Ledger before = new Ledger(probe);
    Ledger during = new Ledger(probe);
    before.post(
        300,
        () -> {
          DeployedSystem.platform().stopDatabase();
          post(during);
          DeployedSystem.platform().startDatabase();
        });
    assertEquals(Set.of(200), before.statuses());
    assertEquals(Set.of(200), during.statuses());
    assertEquals(300, before.acknowledgedCount());
    try (Connection database = DeployedSystem.platform().applicationConnection()) {
      await().atMost(DeployedSystem.PATIENCE).until(() -> before.faults(database), List::isEmpty);
      await().atMost(DeployedSystem.PATIENCE).until(() -> during.faults(database), List::isEmpty);
    }
  }

  @Test
  void aServerThatStartsWithoutTheDatabaseTakesSubmissions() throws Exception {
    DeployedSystem.platform().stopServer();
    DeployedSystem.platform().stopDatabase();
    DeployedSystem.platform().startServer();
    Probe probe = new Probe(DeployedSystem.platform().baseUri());
    Ledger ledger = new Ledger(probe);
    ledger.post(50, () -> {});
    assertEquals(Set.of(200), ledger.statuses());
    assertEquals(503, probe.get("/api/v1/measurements").status());
    assertEquals(500, probe.get("/__heartbeat__").status());
    assertTrue(probe.get("/").text().contains("The numbers cannot be read at the moment"));
    assertEquals(200, probe.get("/__lbheartbeat__").status());
    assertTrue(probe.get("/status").text().contains("The database does not answer now"));
    DeployedSystem.platform().startDatabase();
    try (Connection database = DeployedSystem.platform().applicationConnection()) {
      await().atMost(DeployedSystem.PATIENCE).until(() -> ledger.faults(database), List::isEmpty);
    }
  }

  private static void post(Ledger ledger) {
    long end = System.nanoTime() + OUTAGE.toNanos();
    try {
      while (System.nanoTime() < end) {
        ledger.post(50, () -> {});
        Thread.sleep(100);
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
