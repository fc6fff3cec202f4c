// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.observations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {

  private final ObservationsApi api;

  WindowTest() throws SQLException {
    api = new ObservationsApi();
  }

  @Test
  void aNextPageIsAlwaysNamed() throws Exception {
    assertEquals(
        "https://api.example.org/api/v1/observations?probe_cc=IT&offset=100&limit=100",
        api.get("observations?probe_cc=IT").at("/metadata/next_url").asText());
    assertTrue(api.get("observations?limit=0").at("/metadata/next_url").isNull());
  }

  @Test
  void boundsThatAreGivenCountForANamedMeasurementAsWell() throws Exception {
    api.observed("a", 0, "hostname", "1, 'x.org'");
    api.analysed("a", "2024-01-10 02:00:00Z");
    for (String path :
        List.of(
            "observations?measurement_uid=a",
            "analysis?measurement_uid=a",
            "aggregation/observations?group_by=hostname&measurement_uid=a",
            "aggregation/analysis?measurement_uid=a")) {
      assertEquals(1, api.get(path).get("results").size(), path);
      assertEquals(1, api.get(path + "&since=2024-01-10").get("results").size(), path);
      assertEquals(0, api.get(path + "&since=2024-01-11").get("results").size(), path);
      assertEquals(0, api.get(path + "&until=2024-01-10").get("results").size(), path);
    }
    api.execute("update obs_web set measurement_start_time = '2023-01-01 00:00:00Z'");
    String allOfThem = "aggregation/observations?group_by=measurement_uid&measurement_uid=";
    assertEquals(0, api.get(allOfThem).get("results").size());
  }

  @ParameterizedTest
  @CsvSource({
    "analysis, 1, 1",
    "aggregation/analysis, 1, 1",
    "aggregation/observations?group_by=hostname, 0, 0"
  })
  void boundsCountForListsAndLikelihoodsOnly(String path, int since, int until) throws Exception {
    api.observed("a", 0, "hostname", "1, 'x.org'");
    api.analysed("a", "2024-01-10 02:00:00Z");
    String query = path + (path.contains("?") ? "&" : "?");
    String from = query + "since=2024-01-10T02:00:00&until=2024-01-10T03:00:00";
    assertEquals(since, api.get(from).get("results").size());
    String to = query + "since=2024-01-10T01:00:00&until=2024-01-10T02:00:00";
    assertEquals(until, api.get(to).get("results").size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-01-09T01:00:00+01:00",
        "20240109",
        "2024-1-9",
        "2024/01/09 00:00",
        "01/09/2024",
        "9 January 2024",
        "jan 9, 2024 00:00:00Z"
      })
  void scriptsWriteTimesInManyWays(String time) throws Exception {
    api.analysed("a", "2024-01-09 00:00:00Z");
    api.analysed("b", "2024-01-08 23:59:59Z");
    String since = URLEncoder.encode(time, StandardCharsets.UTF_8);
    JsonNode results = api.get("analysis?until=2024-01-12&since=" + since).get("results");
    assertEquals(1, results.size());
    assertEquals("a", results.at("/0/measurement_uid").asText());
  }
}
