// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ooni.backend.asked.Reply;
import org.ooni.backend.schema.MigratedPostgres;

class TorsfStatsResourceTest {

  private static CountingApi api;

  @BeforeAll
  static void fill() throws SQLException {
    MigratedPostgres.shared().truncateAll();
    List<Msm> rows =
        List.of(
            Msm.web("2024-01-10T00:00:00Z", "", "").of("torsf"),
            Msm.web("2024-01-10T00:00:00.000001Z", "", "acf").of("torsf"),
            Msm.web("2024-01-10T10:00:00Z", "", "").of("torsf"),
            Msm.web("2024-01-10T10:00:00Z", "", "a").of("torsf").in("DE"),
            Msm.web("2024-01-11T00:00:00Z", "", "").of("torsf"),
            Msm.web("2024-01-10T10:00:00Z", "a.example", "a"));
    Msm.store(MigratedPostgres.shared().application(), rows, List.of());
    api = new CountingApi(MigratedPostgres.shared().application());
  }

  @Test
  void countsOverlapAndTheLowerBoundIsLeftOut() {
    Reply answer = ask("?probe_cc=IT&since=2024-01-10&until=2024-01-10T10:00:00");
    assertEquals(
        """
        {"v":0,"result":[{"measurement_start_day":"2024-01-10","probe_cc":"IT","anomaly_count":1,\
        "confirmed_count":1,"failure_count":1,"measurement_count":2,"anomaly_rate":0.5}]}""",
        answer.text());
    assertEquals("max-age=86400", answer.header("Cache-Control"));
  }

  @Test
  void withoutParametersItIsAllByDayAndCountry() {
    Reply answer = ask("");
    assertEquals(
        List.of("2024-01-10DE1", "2024-01-10IT3", "2024-01-11IT1"),
        answer
            .json()
            .at("/result")
            .valueStream()
            .map(
                day ->
                    day.get("measurement_start_day").asText()
                        + day.get("probe_cc").asText()
                        + day.get("measurement_count").asInt())
            .toList());
    assertEquals("", answer.header("Cache-Control"));
  }

  @Test
  void whatMayStillGrowIsNotKept() {
    assertEquals("", ask("?until=2024-02-29").header("Cache-Control"));
  }

  @Test
  void whatIsNotAllowedIsSaid() {
    assertEquals(400, ask("?since=2024-01-11&until=2024-01-10").status());
    assertEquals(400, ask("?probe_cc=ITA").status());
    assertEquals(422, ask("?since=yesterday").status());
    assertEquals(0, ask("?since=2030-01-01&until=").json().at("/result").size());
  }

  @Test
  void filesAreNotListed() {
    Reply answer = api.get("/api/v1/files");
    assertEquals("not implemented", answer.json().at("/msg").asText());
    assertEquals("max-age=86400", answer.header("Cache-Control"));
  }

  private static Reply ask(String query) {
    return api.get("/api/v1/torsf_stats" + query);
  }
}
