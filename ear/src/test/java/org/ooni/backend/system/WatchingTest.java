// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ooni.backend.system.Watching.Alert;

class WatchingTest {

  @Test
  void thereIsADashboardForEachPart() throws Exception {
    List<String> names =
        Watching.dashboards().stream().map(file -> file.getFileName().toString()).toList();
    assertEquals(List.of("analysis.json", "api.json", "fastpath.json", "uploader.json"), names);
  }

  @Test
  void everyAlertSaysWhatItIsAndWhatToDo() throws Exception {
    Set<String> names = new HashSet<>();
    for (Alert alert : Watching.alerts()) {
      assertTrue(names.add(alert.name()), alert.name() + " is there twice");
      assertTrue(Set.of("page", "ticket").contains(alert.severity()), alert.name());
      assertTrue(
          alert.runbook().matches("docs/runbooks/(api|fastpath|uploader|analysis|new-host)\\.md"),
          alert.name());
      assertTrue(alert.summary().length() > 10, alert.name());
    }
    assertTrue(names.size() > 20);
  }

  @Test
  void metricsAreFoundInExpressions() {
    assertEquals(
        Set.of("a_total", "b_seconds_bucket", "up"),
        Watching.metrics(
            "sum by (le, instance) (rate(a_total{reason=~\"x|y_z\"}[5m])) / on (instance)"
                + " histogram_quantile(0.99, b_seconds_bucket) > 1e3 and up{job=\"c\"} == 0"));
  }
}
