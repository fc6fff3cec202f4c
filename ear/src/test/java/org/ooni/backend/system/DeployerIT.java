// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ooni.backend.system.Program.Outcome;

/** Versions on two nodes, while probes post (hostile case I22). */
@ExtendWith(TwoNodes.class)
class DeployerIT {

  @Test
  void aVersionComesAndGoesAndNoSubmissionFails() throws Exception {
    Releases.write(TwoNodes.release("1.1.0"), "1.1.0");
    Ledger ledger = new Ledger(TwoNodes.probe());
    List<String> seen = new ArrayList<>();
    ledger.postWhile(
        () -> {
          done(TwoNodes.deployer("deploy", TwoNodes.stages(), "--yes", "1.1.0", TwoNodes.STAGE));
          seen.add(versions());
          done(TwoNodes.deployer("rollback", TwoNodes.stages(), "--yes", TwoNodes.STAGE));
          seen.add(versions());
        });
    assertEquals(List.of("1.1.0 1.1.0", "1.0.0 1.0.0"), seen);
    assertEquals(Set.of(200), ledger.statuses());
    assertEquals(0, ledger.uncertainCount());
    try (Connection database = DeployedSystem.platform().applicationConnection()) {
      await().atMost(DeployedSystem.PATIENCE).until(() -> ledger.faults(database), List::isEmpty);
    }
  }

  @Test
  void aVersionThatDoesNotStartLeavesTheStageAsItWas() throws Exception {
    Releases.writeBroken(TwoNodes.release("1.2.0"), "1.2.0");
    Outcome failed =
        TwoNodes.deployer("deploy", TwoNodes.stages(), "--yes", "1.2.0", TwoNodes.STAGE);
    assertEquals(1, failed.status(), failed.output());
    assertTrue(failed.output().contains("; all is as it was before"), failed.output());
    assertEquals("1.0.0 1.0.0", versions());
    assertTrue(!status().contains("1.2.0"), status());
  }

  @Test
  void aDryRunTellsAllAndChangesNothing() throws Exception {
    Releases.write(TwoNodes.release("1.3.0"), "1.3.0");
    String before = status();
    Outcome told =
        TwoNodes.deployer("deploy", TwoNodes.stages(), "--dry-run", "1.3.0", TwoNodes.STAGE);
    assertEquals(0, told.status());
    assertTrue(
        told.output().contains("b: finish requests, run 1.3.0 in place of 1.0.0"), told.output());
    assertEquals(before, status());
  }

  @Test
  void whoDoesNotAgreeChangesNothing() throws Exception {
    Releases.write(TwoNodes.release("1.3.0"), "1.3.0");
    Outcome asked = TwoNodes.deployer("deploy", TwoNodes.stages(), "1.3.0", TwoNodes.STAGE);
    assertEquals(1, asked.status());
    assertTrue(asked.output().endsWith("Do it? [y/N] nothing was changed\n"), asked.output());
  }

  @Test
  void whatWasDoneIsInTheAuditLogWithItsUserAndWithoutSecrets() throws Exception {
    for (OwnedNode node : TwoNodes.nodes()) {
      String audit = Files.readString(node.base().resolve("data/audit-log.log"));
      assertTrue(audit.contains("\"user\" : \"" + OwnedServer.MANAGER + "\""), "who");
      assertTrue(audit.contains("ooni-backend-1.0.0-"), "what");
      for (Path file :
          List.of(
              node.base().resolve("data/audit-log.log"),
              node.base().resolve("log/server.log"),
              node.base().resolve("configuration/nodes.xml"),
              Path.of("/proc", Long.toString(node.pid()), "cmdline"))) {
        String text = Files.readString(file);
        for (String secret : ImageContainer.SECRETS) {
          assertTrue(!text.contains(DeployedSystem.platform().secret(secret)), file + secret);
        }
      }
    }
  }

  @Test
  void managementAnswersOnTheLoopbackInterfaceOnly() throws IOException {
    String port = "%04X".formatted(TwoNodes.nodes().get(0).managementPort());
    List<String> listening = new ArrayList<>();
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : Files.readAllLines(Path.of("/proc/net", table))) {
        String[] words = line.strip().split("\\s+");
        if (words[1].endsWith(":" + port) && words[3].equals("0A")) {
          listening.add(words[1]);
        }
      }
    }
    assertEquals(List.of("0100007F:" + port), listening);
  }

  private static void done(Outcome outcome) {
    assertEquals(0, outcome.status(), outcome.output());
  }

  private static String status() {
    Outcome status = TwoNodes.deployer("status", TwoNodes.stages());
    assertEquals(0, status.status(), status.output());
    return status.output();
  }

  /** What both nodes say of themselves. */
  private static String versions() {
    List<String> versions = new ArrayList<>();
    for (OwnedNode node : TwoNodes.nodes()) {
      try {
        versions.add(new Probe(node.baseUri()).get("/version").json().path("version").textValue());
      } catch (IOException e) {
        versions.add(e.toString());
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return String.join(" ", versions);
  }
}
