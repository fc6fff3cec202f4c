// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.asked.HostileTexts;
import org.ooni.backend.asked.Reply;

/** The cases E03 to E13 of the hostile inputs, as far as they concern counts. */
class HostileAggregationTest {

  private static final String DAY = "since=2024-01-10&until=2024-01-11";
  private static CountingApi api;

  @BeforeAll
  static void fill() throws SQLException {
    api =
        CountingApi.over(
            List.of(
                Msm.web("2024-01-10T00:05:00Z", "a.example", ""),
                Msm.web("2024-01-12T00:05:00Z", "y".repeat(100_000), ""),
                Msm.web("2024-01-12T00:05:00Z", "y".repeat(100_001), "")),
            List.of(List.of("https://a.example/", "ZZ", "NEWS")));
  }

  @ParameterizedTest
  @CsvSource({
    "probe_asn=ABC, 400, Invalid ASN value in parameter probe_asn",
    "probe_asn=AS, 400, Invalid ASN value in parameter probe_asn",
    "'probe_asn=AS1,ASx', 400, Invalid ASN value in parameter probe_asn",
    "probe_asn=AS4294967296, 400, Invalid ASN value in parameter probe_asn",
    "probe_cc=I'T, 400, Invalid probe_cc",
    "probe_cc=ZZZ, 400, Invalid probe_cc",
    "probe_cc=%F0%9F%98%80, 400, Invalid probe_cc",
    "probe_cc=I, 422, must have at least 2 characters",
    "since=undefined, 422, must be a date or a date and time of ISO 8601",
    "since=2024-02-30, 422, must be a date or a date and time of ISO 8601",
    "since=0000-01-01, 422, must be a date or a date and time of ISO 8601",
    "since=infinity, 422, must be a date or a date and time of ISO 8601",
    "since=2024-01-01T00:00:00%2B99:99, 422, must be a date or a date and time of ISO 8601",
    "'since=2024-01-01T10:30:00', 422, 'must be a date, without a time of day'",
    "since=2024-02-01&until=2024-01-01, 400, Invalid since and until values",
    "until=2021-07-10, 400, Invalid since and until values",
    "since=2024-02-01&until=2024-02-01&axis_x=measurement_start_day, 400, Invalid since and until values",
    "axis_x=report_id, 400, Invalid axis name",
    "axis_x=;, 400, Invalid axis name",
    "axis_y=PROBE_CC, 400, Invalid axis name",
    "'axis_x=probe_cc,domain', 400, Invalid axis name",
    "time_grain=second, 400, 'Choose time_grain between hour, day, week, month, year, auto'",
    "since=2022-07-01&until=2022-07-09&time_grain=second&axis_x=measurement_start_day, 400, 'Choose time_grain between day, week, auto for the given time range'",
    "since=2012-01-01&until=2022-01-01&time_grain=hour&axis_x=measurement_start_day, 400, 'Choose time_grain between day, week, month, year, auto for the given time range'",
    "since=2022-07-09&until=2022-07-11&time_grain=year&axis_y=measurement_start_day, 400, 'Choose time_grain between hour, day, auto for the given time range'",
    "since=2022-07-01&until=2022-07-09&time_grain=month&axis_y=measurement_start_day, 400, 'Choose time_grain between day, week, auto for the given time range'",
    "since=2022-01-01&until=2023-01-01&time_grain=year&axis_y=measurement_start_day, 400, 'Choose time_grain between day, week, month, auto for the given time range'",
    "format=xml, 400, Choose format between JSON and CSV",
    "category_code=news, 422, must match [A-Z]+",
    "test_name=Web%20Connectivity, 422, 'must match [a-z0-9_,]+'",
    "input=ab, 422, must have at least 3 characters",
    "domain=ab, 422, must have at least 3 characters",
    "download=maybe, 422, must be true or false",
    "ooni_run_link_id=1%20or%201, 422, must be numbers of up to 20 digits"
  })
  void whatIsNotAllowedIsSaid(String query, int status, String message) {
    Reply answer = api.ask(query);
    assertEquals(status, answer.status(), answer.text());
    String parameter = answer.json().at("/detail/0/loc/1").asText();
    assertTrue(query.contains(parameter), answer.text());
    String named = status == 422 ? parameter + ": " + message : message;
    assertEquals(named, answer.json().at("/msg").asText());
    assertEquals(0, answer.json().at("/v").asInt(1));
    assertTrue(answer.json().has("error") && answer.json().has("detail"));
    assertEquals("no-cache", answer.header("Cache-Control"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "time_grain=hour&since=2012-01-01&until=2024-01-01",
        "since=2024-02-01&until=2024-02-01",
        "since=2024-01-01T00:00:00Z&until=2024-01-02T00:00:00",
        "since=0001-01-01&until=9999-12-31&axis_x=measurement_start_day&time_grain=week",
        "since=0001-01-01&until=9999-12-31&axis_x=blocking_type&axis_y=input"
      })
  void whatLooksOddIsAllowed(String query) {
    assertEquals(200, api.ask(query).status());
  }

  @Test
  void tenThousandNetworksAreTooMany() {
    String networks =
        IntStream.rangeClosed(1, 10_000).mapToObj(i -> "AS" + i).collect(Collectors.joining(","));
    assertEquals(400, api.ask("probe_asn=" + networks).status());
  }

  @ParameterizedTest
  @MethodSource(HostileTexts.ALL)
  void noTextReachesTheStatement(String hostile) {
    String value = URLEncoder.encode(hostile, StandardCharsets.UTF_8);
    List<String> names =
        List.of(
            "input",
            "domain",
            "category_code",
            "probe_cc",
            "probe_asn",
            "test_name",
            "ooni_run_link_id",
            "since",
            "time_grain",
            "axis_x",
            "axis_y",
            "format",
            "download");
    for (String name : names) {
      Reply answer =
          assertTimeout(Duration.ofSeconds(5), () -> api.ask(DAY + "&" + name + "=" + value));
      assertTrue(Set.of(200, 400, 422).contains(answer.status()), answer.text());
      assertEquals(0, answer.json().at("/result/measurement_count").asInt(0), name);
      assertFalse(
          answer.text().matches("(?s).*(Exception|at org\\.|SELECT |select |jdbc:|password).*"),
          answer.text());
    }
  }

  @Test
  void aTextAsLongAsAMeasurementDoesNotFillAnAnswer() {
    for (String grain : List.of("day", "hour")) {
      Reply answer =
          api.ask(
              "since=2024-01-12&until=2024-01-13&axis_x=input&axis_y=measurement_start_day"
                  + "&time_grain="
                  + grain);
      assertEquals(2, answer.json().at("/result").size(), "two inputs with the same beginning");
      assertEquals(8192, answer.json().at("/result/1/input").asText().length());
      assertEquals(1, answer.json().at("/result/1/measurement_count").asInt());
    }
  }

  @Test
  void ofARepeatedParameterTheLastCounts() {
    String twice = DAY + "&probe_cc=KP&probe_cc=IT";
    assertEquals(1, api.ask(twice).json().at("/result/ok_count").asInt());
    String often = "probe_cc=XX&".repeat(100) + DAY + "&probe_cc=IT";
    assertEquals(1, api.ask(often).json().at("/result/ok_count").asInt());
  }

  @Test
  void aLongTextIsJustNotFound() {
    for (String name : List.of("input", "domain")) {
      Reply answer = api.ask(DAY + "&" + name + "=" + "x".repeat(8192));
      assertEquals(0, answer.json().at("/result/measurement_count").asInt(1));
    }
  }
}
