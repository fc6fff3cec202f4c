// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.asked.Reply;
import org.ooni.backend.schema.MigratedPostgres;

/** Questions that may look at many rows have few places; the others never wait for these. */
class HeavyAggregationTest {

  private static final String DAYS = "axis_x=measurement_start_day&";
  private static final String MONTH = "&since=2024-01-31&until=2024-03-02";
  private static final String YEAR = "&since=2023-03-01&until=2024-03-01";

  private static CountingApi api;

  @BeforeAll
  static void start() {
    api = new CountingApi(MigratedPostgres.shared().application());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        DAYS + "axis_y=blocking_type" + MONTH,
        "axis_x=probe_asn&axis_y=domain" + MONTH,
        "axis_x=probe_asn&axis_y=category_code&probe_cc=IT" + MONTH,
        "axis_x=domain" + MONTH,
        "axis_x=domain&probe_cc=IT" + YEAR,
        "category_code=NEWS&probe_cc=IT,IR&axis_x=probe_cc" + YEAR,
      })
  void whatNothingNarrowsWaitsForAPlace(String query) {
    Reply refused = whileAllPlacesAreTaken(query);
    assertEquals(503, refused.status(), refused.text());
    assertTrue(refused.text().contains("CONCURRENT_HEAVY_READS"), refused.text());
    int wait = Integer.parseInt(refused.header("Retry-After"));
    assertTrue(wait >= 10 && wait <= 20, () -> "told to come back after " + wait);
    assertEquals(200, api.ask(query).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        DAYS + "axis_y=domain&probe_cc=IT" + MONTH,
        DAYS + "axis_y=probe_cc&domain=example.org" + YEAR,
        "axis_x=probe_asn&domain=example.org" + MONTH,
        "axis_x=blocking_type&probe_asn=AS30722" + YEAR,
        "axis_x=blocking_type&ooni_run_link_id=10042" + YEAR,
        "axis_x=probe_cc&axis_y=category_code" + YEAR,
        "axis_x=probe_cc&axis_y=probe_asn" + YEAR,
        DAYS + "axis_y=test_name" + YEAR,
      })
  void whatIsNarrowOrCountedNeverWaits(String query) {
    Reply answer = whileAllPlacesAreTaken(query);
    assertEquals(200, answer.status(), answer.text());
  }

  @Test
  void placesAreGivenBack() {
    for (int i = 0; i < 3; i++) {
      assertEquals(200, api.ask("axis_x=domain" + MONTH).status());
    }
  }

  private static Reply whileAllPlacesAreTaken(String query) {
    return api.heavyReads.<Reply, RuntimeException>run(() -> api.ask(query));
  }
}
