// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ooni.backend.flow.FlowCounters.Stage;

class FlowCountersTest {

  private final FlowCounters counters = new FlowCounters();

  @Test
  void aTotalIsTheSumOverItsReasons() {
    counters.count(Stage.REFUSED, "bad_json");
    counters.count(Stage.REFUSED, "bad_json");
    counters.count(Stage.REFUSED, "too_large");
    counters.count(Stage.RECEIVED);
    assertEquals(3, counters.total(Stage.REFUSED));
    assertEquals(Map.of("bad_json", 2L, "too_large", 1L), counters.byReason(Stage.REFUSED));
    assertEquals(Map.of("", 1L), counters.byReason(Stage.RECEIVED));
    assertEquals(0, counters.total(Stage.PARKED));
  }
}
