// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.pagetest.CountedMeasurements;
import org.ooni.backend.pagetest.Page;
import org.ooni.backend.schema.MigratedPostgres;

class TestCoverageResourceTest {

  private CountedMeasurements measured;
  private Page page;

  @BeforeEach
  void deploy() throws Exception {
    measured = new CountedMeasurements(MigratedPostgres.shared());
    TestCoverageResource resource = new TestCoverageResource();
    resource.coverage = new CountryCoverage();
    resource.coverage.database = Page.database();
    resource.clock = Page.CLOCK;
    page = new Page(resource);
  }

  @Test
  void everyDayAndGroupIsThere() throws Exception {
    JsonNode answer = page.ask("/test_coverage?probe_cc=IT");
    assertEquals(30, answer.get("network_coverage").size());
    assertEquals(210, answer.get("test_coverage").size());
    assertEquals(
        Page.json("{'test_day':'2026-10-22','count':0}"), answer.at("/network_coverage/0"));
    assertEquals(
        Page.json("{'test_day':'2026-11-20','count':0}"), answer.at("/network_coverage/29"));
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < 210; i += 30) {
      groups.add(answer.get("test_coverage").get(i).get("test_group").textValue());
    }
    assertEquals(
        List.of(
            "circumvention",
            "experimental",
            "im",
            "legacy",
            "middlebox",
            "performance",
            "websites"),
        groups);
    assertEquals(
        Page.json("{'test_day':'2026-10-21','test_group':'circumvention','count':0}"),
        answer.at("/test_coverage/0"));
    page.assertMaxAge("/test_coverage?probe_cc=IT", 3600);
  }

  @Test
  void networksAreCountedOnceADay() throws Exception {
    measured
        .add(3, "IT", 1L, "ndt", "2026-11-20T23:59:59Z", "")
        .add(1, "IT", 1L, "signal", "2026-11-20T00:00:00Z", "")
        .add(1, "IT", null, "ndt", "2026-11-20T10:00:00Z", "")
        .add(1, "IT", 2L, "new_test", "2026-11-20T10:00:00Z", "")
        .add(1, "DE", 3L, "ndt", "2026-11-20T10:00:00Z", "")
        .add(1, "IT", 4L, "ndt", "2026-11-21T00:00:00Z", "")
        .count();
    assertEquals(3, networks("", "2026-11-20"));
    assertEquals(1, networks("&test_groups=im", "2026-11-20"));
    assertEquals(2, networks("&test_groups=im,performance", "2026-11-20"));
    assertEquals(0, networks("&test_groups=unknown", "2026-11-20"));
    assertEquals(3, networks("&test_groups=", "2026-11-20"));
    assertEquals(0, networks("", "2026-11-19"));
  }

  @Test
  void measurementsAreCountedByGroup() throws Exception {
    measured
        .add(3, "IT", 1L, "signal", "2026-11-19T23:59:59Z", "")
        .add(1, "IT", 2L, "telegram", "2026-11-19T00:00:00Z", "a")
        .add(1, "IT", 2L, "new_test", "2026-11-19T00:00:00Z", "")
        .add(1, "IT", 2L, "telegram", "2026-11-20T00:00:00Z", "")
        .add(1, "IT", 2L, "telegram", "2026-10-20T23:59:59Z", "")
        .count();
    JsonNode all = page.ask("/test_coverage?probe_cc=IT").get("test_coverage");
    int total = 0;
    for (JsonNode item : all) {
      total += item.get("count").intValue();
    }
    assertEquals(4, total);
    JsonNode expected = Page.json("{'test_day':'2026-11-19','test_group':'im','count':4}");
    boolean found = false;
    for (JsonNode item : all) {
      found |= item.equals(expected);
    }
    assertTrue(found);
  }

  @Test
  void aCountryIsNeeded() throws Exception {
    page.assertRefused("/test_coverage?test_groups=im", "missing or incorrect probe_cc");
  }

  private int networks(String query, String day) throws Exception {
    for (JsonNode item : page.ask("/test_coverage?probe_cc=IT" + query).get("network_coverage")) {
      if (item.get("test_day").textValue().equals(day)) {
        return item.get("count").intValue();
      }
    }
    throw new AssertionError(day);
  }
}
