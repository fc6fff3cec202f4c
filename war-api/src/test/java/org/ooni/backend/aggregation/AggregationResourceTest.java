// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ooni.backend.asked.Reply;

class AggregationResourceTest {

  private static final String TWO_DAYS = "since=2024-01-10&until=2024-01-12";
  private static final String DAYS = "&axis_x=measurement_start_day&time_grain=day";
  private static CountingApi api;

  @BeforeAll
  static void fill() throws SQLException {
    List<Msm> rows =
        List.of(
            Msm.web("2024-01-10T00:00:00Z", "a.example", ""),
            Msm.web("2024-01-10T13:00:00Z", "a.example", "a").blockedBy("dns"),
            Msm.web("2024-01-10T13:59:59.999999Z", "b.example", "ac").from(30722L),
            Msm.web("2024-01-11T23:59:59.999999Z", "b.example", "acf").in("IR"),
            Msm.web("2024-01-11T10:00:00Z", "local.example", "").in("IR").linkedBy(10042L),
            Msm.web("2024-01-12T00:00:00Z", "a.example", ""),
            Msm.web("2024-01-10T03:00:00Z", "a.example", "").in("ZZ").from(null),
            Msm.web("2024-02-29T10:00:00Z", "", "").in("GB").of("torsf"),
            Msm.web("2024-03-01T11:00:00Z", "", "a").in("BR").of("whatsapp"),
            Msm.web("2024-03-01T13:00:00Z", "", "").in("BR").of("whatsapp"));
    List<List<String>> lists =
        List.of(
            List.of("https://a.example/", "ZZ", "NEWS"),
            List.of("https://a.example/", "it", "NEWS"),
            List.of("https://b.example/", "ZZ", "FILE"),
            List.of("https://local.example/", "ir", "NEWS"),
            List.of("https://b.example/", "ir", "NEWS"));
    api = CountingApi.over(rows, lists);
  }

  @Test
  void withoutAxesTheResultIsOneObject() {
    JsonNode answer = ask(TWO_DAYS);
    assertEquals(0, answer.at("/v").asInt(1));
    assertEquals(0, answer.at("/dimension_count").asInt(1));
    assertEquals("1 anomaly 1 confirmed 1 failure 3 ok of 6", counts(answer.at("/result")));
    assertEquals(1, answer.at("/db_stats/row_count").asInt());
    assertEquals(0, answer.at("/db_stats/bytes").asInt(1));
    assertTrue(answer.at("/db_stats/elapsed_seconds").asDouble() > 0);
    assertTrue(answer.at("/db_stats").has("total_row_count"));
  }

  @Test
  void nothingCountedIsZeroOrNoGroup() {
    assertEquals(
        "0 anomaly 0 confirmed 0 failure 0 ok of 0",
        counts(ask(TWO_DAYS + "&probe_cc=KP").at("/result")));
    assertEquals(0, ask(TWO_DAYS + "&probe_cc=KP&axis_x=probe_cc").at("/result").size());
    assertEquals(0, ask(TWO_DAYS + "&domain=unheard.example&axis_y=input").at("/result").size());
  }

  @ParameterizedTest
  @CsvSource({
    "'', 6",
    "&probe_cc=IT, 3",
    "'&probe_cc=IT,IR', 5",
    "&probe_asn=AS3269, 4",
    "'&probe_asn=30722,as0', 2",
    "&domain=a.example, 3",
    "'&domain=a.example,%20b.example', 5",
    "&input=https://b.example/, 2",
    "'&test_name=whatsapp,web_connectivity', 6",
    "'&ooni_run_link_id=10042,7', 1",
    "&probe_asn=0, 1",
    "&probe_cc=ZZ, 1",
    "&probe_asn=3269&domain=b.example, 1",
    "&foo=1&data=analysis&axis_x=&axis_y=&time_grain=&probe_cc=, 6"
  })
  void filtersNarrow(String filter, long measurements) {
    assertEquals(
        measurements, ask(TWO_DAYS + filter).at("/result/measurement_count").asLong(), filter);
  }

  @Test
  void sinceIsInclusiveAndUntilIsNot() {
    assertEquals(1, ask("since=2024-01-12&until=2024-01-13").at("/result/ok_count").asInt());
    assertEquals(
        List.of("2024-01-10", "2024-01-11"), keys(TWO_DAYS + DAYS, "measurement_start_day"));
  }

  @Test
  void withoutBoundsItIsTheLastHalfYearUpToToday() {
    assertEquals(2, ask("probe_cc=BR").at("/result/measurement_count").asInt());
    assertEquals(
        List.of("2024-03-01"),
        keys("probe_cc=BR&axis_x=measurement_start_day", "measurement_start_day"));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-10, 2024-01-12, hour, 2024-01-10T00:00:00Z, 2024-01-11T23:00:00Z",
    "2024-01-10, 2024-01-12, auto, 2024-01-10T00:00:00Z, 2024-01-11T23:00:00Z",
    "2024-01-05, 2024-01-20, auto, 2024-01-10, 2024-01-12",
    "2024-01-01, 2024-01-20, week, 2024-01-07, 2024-01-07",
    "2024-01-01, 2024-03-15, month, 2024-01-01, 2024-03-01",
    "2022-01-01, 2024-03-15, year, 2024-01-01, 2024-01-01",
    "2012-01-01, 2024-03-15, '', 2024-01-10, 2024-03-01"
  })
  void timeIsCutAtTheGrain(String since, String until, String grain, String first, String last) {
    List<String> keys =
        keys(
            "since=%s&until=%s&time_grain=%s&axis_x=measurement_start_day"
                .formatted(since, until, grain),
            "measurement_start_day");
    assertEquals(first, keys.get(0));
    assertEquals(last, keys.get(keys.size() - 1));
  }

  @Test
  void groupsAreInTheOrderOfTheAxes() {
    JsonNode result = ask(TWO_DAYS + DAYS + "&axis_y=probe_cc").at("/result");
    assertEquals("2024-01-10 IT, 2024-01-10 ZZ, 2024-01-11 IR", pairs(result, "probe_cc"));
    assertEquals(2, ask(TWO_DAYS + DAYS + "&axis_y=probe_cc").at("/dimension_count").asInt());
    assertEquals(List.of("0", "3269", "30722"), keys(TWO_DAYS + "&axis_y=probe_asn", "probe_asn"));
    assertTrue(ask(TWO_DAYS + "&axis_y=probe_asn").at("/result/0/probe_asn").isInt());
    assertEquals(
        List.of("a.example", "b.example", "local.example"),
        keys(TWO_DAYS + "&axis_x=domain", "domain"));
    assertEquals(List.of("", "dns"), keys(TWO_DAYS + "&axis_x=blocking_type", "blocking_type"));
  }

  @ParameterizedTest
  @CsvSource({
    // only the global list
    "category_code=NEWS, 3",
    "category_code=FILE, 2",
    // and that of the country, each measurement once
    "category_code=NEWS&probe_cc=IT, 2",
    "category_code=NEWS&probe_cc=IR, 2",
    // the list of one counts for probes in the other
    "'category_code=NEWS&probe_cc=IT,IR', 5",
    "category_code=NEWS&domain=b.example, 0",
    "category_code=NEWS&domain=b.example&probe_cc=IR, 1",
    "category_code=NEWS&probe_asn=3269&probe_cc=IR, 2"
  })
  void aCategoryIsThatOfTheListsThatCount(String filter, long measurements) {
    assertEquals(
        measurements,
        ask(TWO_DAYS + "&" + filter).at("/result/measurement_count").asLong(),
        filter);
  }

  @Test
  void onTheAxisOfCategoriesEveryListCountsAndEachMeasurementOnce() {
    JsonNode result = ask(TWO_DAYS + "&axis_x=category_code").at("/result");
    assertEquals("FILE", result.at("/0/category_code").asText());
    assertEquals(2, result.at("/0/measurement_count").asInt());
    assertEquals("NEWS", result.at("/1/category_code").asText());
    assertEquals(6, result.at("/1/measurement_count").asInt());
    assertEquals(
        List.of("NEWS"),
        keys(TWO_DAYS + "&axis_x=category_code&category_code=NEWS", "category_code"));
  }

  private static JsonNode ask(String query) {
    Reply answer = api.ask(query);
    assertEquals(200, answer.status(), answer.text());
    return answer.json();
  }

  private static List<String> keys(String query, String key) {
    return StreamSupport.stream(ask(query).at("/result").spliterator(), false)
        .map(group -> group.get(key).asText())
        .toList();
  }

  private static String pairs(JsonNode result, String key) {
    List<String> pairs =
        StreamSupport.stream(result.spliterator(), false)
            .map(
                group ->
                    group.get("measurement_start_day").asText() + " " + group.get(key).asText())
            .toList();
    return String.join(", ", pairs);
  }

  private static String counts(JsonNode group) {
    return "%d anomaly %d confirmed %d failure %d ok of %d"
        .formatted(
            group.get("anomaly_count").asInt(),
            group.get("confirmed_count").asInt(),
            group.get("failure_count").asInt(),
            group.get("ok_count").asInt(),
            group.get("measurement_count").asInt());
  }
}
