// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import java.util.List;

/** What {@code /metrics} says, summed over the labels. */
record Counters(List<String> lines) {

  static Counters of(String metrics) {
    return new Counters(metrics.lines().filter(line -> !line.startsWith("#")).toList());
  }

  /** Sum of {@code measurements_NAME_total}. */
  long total(String name) {
    return (long) sum("measurements_" + name + "_total");
  }

  /** How much {@code measurements_NAME_total} has grown. */
  long since(Counters before, String name) {
    return total(name) - before.total(name);
  }

  /** Sum of a metric. */
  double sum(String metric) {
    return lines.stream()
        .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
