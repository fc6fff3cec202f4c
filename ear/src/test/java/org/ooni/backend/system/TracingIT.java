// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Traces: of two nodes that could make them, one is told to. */
@ExtendWith(TwoNodes.class)
class TracingIT {

  @Test
  void aSubmissionIsASpanOfTheNodeThatIsToldToAndOfNoOther() throws Exception {
    submit(TwoNodes.nodes().get(1));
    String report = submit(TwoNodes.nodes().get(0));
    await()
        .atMost(DeployedSystem.PATIENCE)
        .until(() -> TwoNodes.spans().has(TwoNodes.TRACED, "POST", "/report/" + report));
    assertFalse(TwoNodes.spans().has(TwoNodes.UNTRACED));
  }

  private static String submit(OwnedNode node) throws Exception {
    Probe probe = new Probe(node.baseUri());
    String report = probe.openReport();
    String content = Fixtures.content(report, "traced", "2026-11-22 00:00:00", 100);
    assertEquals(200, probe.post("/report/" + report, Fixtures.envelope(content)).status());
    return report;
  }
}
