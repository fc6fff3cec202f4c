// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ooni.backend.runner.LocalPlatform;

/** SIGTERM while probes post (hostile case I03): one of them is in the middle of its body. */
@ExtendWith(DeployedSystem.class)
class GracefulStopIT {

  private static Ledger ledger;
  private static int heartbeatMeanwhile;
  private static int statusOfTheSlowOne;
  private static Duration tookToEnd;

  @BeforeAll
  static void stopUnderLoad() throws Exception {
    LocalPlatform platform = DeployedSystem.platform();
    Probe probe = new Probe(platform.baseUri());
    ledger = new Ledger(probe);
    SlowPost slow = new SlowPost(platform.baseUri(), probe.openReport());
    ledger.post(600, () -> stop(platform, probe, slow));
    platform.startServer();
    ledger.retry();
  }

  private static void stop(LocalPlatform platform, Probe probe, SlowPost slow) {
    try {
      slow.sendHalf();
      ProcessHandle server = ProcessHandle.of(platform.serverPid()).orElseThrow();
      long start = System.nanoTime();
      CompletableFuture<Void> stopped = CompletableFuture.runAsync(platform::stopServer);
      await()
          .pollInterval(Duration.ofMillis(20))
          .atMost(DeployedSystem.PATIENCE)
          .until(() -> heartbeat(probe) != 200);
      heartbeatMeanwhile = heartbeat(probe);
      statusOfTheSlowOne = slow.sendRest();
      stopped.get(60, TimeUnit.SECONDS);
      tookToEnd = Duration.ofNanos(System.nanoTime() - start);
      assertTrue(!server.isAlive());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theHeartbeatIsOffWhileARequestIsStillInWork() {
    assertEquals(503, heartbeatMeanwhile);
  }

  @Test
  void aRequestThatHadBegunIsFinished() {
    assertEquals(200, statusOfTheSlowOne);
  }

  @Test
  void theProcessEndsWithinThirtySeconds() {
    assertTrue(tookToEnd.toSeconds() < 30, tookToEnd.toString());
  }

  @Test
  void whoComesTooLateIsToldToComeAgain() {
    assertEquals(Set.of(200, 503), ledger.statuses());
  }

  @Test
  void whatWasAcknowledgedIsThereOnce() throws Exception {
    assertTrue(ledger.acknowledgedCount() > 100, "too few to matter");
    try (Connection database = DeployedSystem.platform().applicationConnection()) {
      await().atMost(DeployedSystem.PATIENCE).until(() -> ledger.faults(database), List::isEmpty);
    }
  }

  private static int heartbeat(Probe probe) throws InterruptedException {
    try {
      return probe.get("/__lbheartbeat__").status();
    } catch (IOException e) {
      return 0;
    }
  }
}
