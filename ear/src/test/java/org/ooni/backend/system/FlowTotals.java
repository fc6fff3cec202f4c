// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many measurements passed each point of their way.
 *
 * @param totals by the name of the point
 */
record FlowTotals(Map<String, Long> totals) {

  private static final List<String> POINTS =
      List.of(
          "received",
          "refused",
          "discarded",
          "duplicate",
          "accepted",
          "scored",
          "failed",
          "unlisted",
          "parked");

  /** What a running server says. */
  static FlowTotals of(Counters counters) {
    Map<String, Long> totals = new TreeMap<>();
    POINTS.forEach(point -> totals.put(point, counters.total(point)));
    return new FlowTotals(totals);
  }

  /** What a server said in its log when it was stopped. */
  static FlowTotals of(JsonNode fields) {
    Map<String, Long> totals = new TreeMap<>();
    POINTS.forEach(point -> totals.put(point, fields.get(point).longValue()));
    return new FlowTotals(totals);
  }

  FlowTotals plus(FlowTotals other, int sign) {
    Map<String, Long> sums = new TreeMap<>();
    POINTS.forEach(point -> sums.put(point, get(point) + sign * other.get(point)));
    return new FlowTotals(sums);
  }

  long get(String point) {
    return totals.get(point);
  }

  /** What arrived and went nowhere; 0 in every life of a server. */
  long lostAtTheDoor() {
    return get("received") - get("refused") - get("discarded") - get("duplicate") - get("accepted");
  }

  /** What was accepted and came to no end; 0 once nothing is in flight, over all lives together. */
  long lostInside() {
    return get("accepted") - get("scored") - get("failed") - get("unlisted") - get("parked");
  }
}
