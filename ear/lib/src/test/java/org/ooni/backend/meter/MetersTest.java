// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MetersTest {

  private static final Meter DROPS = Meter.counter("drops_total", "What was dropped", "reason");
  private static final Meter AGE = Meter.gauge("age_seconds", "How old it is", "feed");

  @Test
  void textIsSortedAndEachNumberIsExplainedOnce() {
    Meters meters = new Meters();
    meters.add(DROPS, "full", 2);
    meters.add(DROPS, "database", 1);
    meters.add(DROPS, "full", 1);
    meters.set(AGE, "lists", 7);
    meters.set(AGE, "lists", 5);
    assertEquals(
        """
        # HELP age_seconds How old it is
        # TYPE age_seconds gauge
        age_seconds{feed="lists"} 5
        # HELP drops_total What was dropped
        # TYPE drops_total counter
        drops_total{reason="database"} 1
        drops_total{reason="full"} 3
        """,
        meters.text());
  }

  @Test
  void whatNobodyToldIsZeroAndNotShown() {
    Meters meters = new Meters();
    assertEquals(0, meters.get(DROPS, "full"));
    assertEquals("", meters.text());
  }
}
