// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

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
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.asked.HostileTexts;
import org.ooni.backend.asked.Reply;
import org.ooni.backend.schema.MigratedPostgres;

/** The cases E01 to E18 of the hostile inputs that concern lists and single measurements. */
class HostileQueriesTest {

  private static final String LIST = "/api/v1/measurements?";
  private static final String UID = "20240110000500.000000_IT_webconnectivity_16a36e86f6fed5d4";
  private static final String REPORT = "20240110T000500Z_webconnectivity_IT_3269_n1_abcdefghijk";
  private static ReadingApi api;

  @BeforeAll
  static void fill() throws SQLException {
    MigratedPostgres.shared().truncateAll();
    DataSource rows = MigratedPostgres.shared().application();
    api = new ReadingApi(rows);
    new Row(UID, "2024-01-10T00:05:00Z").with("report_id", REPORT).insertInto(rows);
    api.bodies.put(UID, "{\"input\":\"https://example.org/\"}");
  }

  @AfterAll
  static void close() {
    api.close();
  }

  @ParameterizedTest
  @CsvSource({
    "limit=-1, 422",
    "limit=1e9, 422",
    "limit=abc, 422",
    "limit=2147483648, 422",
    "limit=1000001, 422",
    "limit=, 200",
    "limit=0, 200",
    "limit=%2B5, 422",
    "limit=٣, 422",
    "offset=-1, 422",
    "offset=9223372036854775807, 422",
    "offset=99999999999999999999999, 422",
    "probe_asn=ABC, 400",
    "probe_asn=AS, 400",
    "'probe_asn=AS1,ASx', 400",
    "probe_asn=AS-1, 400",
    "probe_asn=AS4294967296, 400",
    "probe_asn=AS0, 403",
    "'probe_asn=1,0', 403",
    "probe_cc=I'T, 400",
    "probe_cc=ZZZ, 400",
    "probe_cc=%F0%9F%98%80, 400",
    "probe_cc=ZZ, 403",
    "'probe_cc=IT,ZZ', 403",
    "since=2026-13-01, 422",
    "since=2026-02-30, 422",
    "since=0000-01-01, 422",
    "since=2026-01-01T00:00:00%2B99:99, 422",
    "since=infinity, 422",
    "since=epoch, 422",
    "since=%2B12026-01-01, 422",
    "since=2024-02-01&until=2024-01-01, 400",
    "since=2012-01-01&until=2099-01-01, 400",
    "since=2012-01-01, 400",
    "order_by=(select%20pg_sleep(9)), 422",
    "order_by=password, 422",
    "order=desc;drop%20table%20x, 400",
    "anomaly=maybe, 422",
    "report_id=ab, 422",
    "input=ab, 422",
    "format=xml, 400",
    "format=JSON%00, 422",
    "format=, 200",
    "download=perhaps, 422",
    "ooni_run_link_id=1%20or%201, 422"
  })
  void whatIsNotAllowedIsSaidAndNotDone(String query, int status) {
    Reply answer = api.get(LIST + query);
    assertEquals(status, answer.status(), answer.text());
    assertHarmless(answer);
  }

  @Test
  void theRuleOfTheRangeIsNamed() {
    assertTrue(
        api.get(LIST + "since=2024-01-01&until=2024-06-30")
            .json()
            .at("/detail")
            .asText()
            .startsWith("Time range must not exceed 6 months. Requested: 181 days"));
    assertEquals(200, api.get(LIST + "since=2024-01-01&until=2024-06-29").status());
  }

  @Test
  void tenThousandNetworksAreTooMany() {
    String networks =
        IntStream.rangeClosed(1, 10_000).mapToObj(i -> "AS" + i).collect(Collectors.joining(","));
    assertEquals(400, api.get(LIST + "probe_asn=" + networks).status());
  }

  @ParameterizedTest
  @MethodSource(HostileTexts.ALL)
  void noTextParameterReachesTheStatement(String hostile) {
    String value = URLEncoder.encode(hostile, StandardCharsets.UTF_8);
    List<String> names =
        List.of(
            "report_id",
            "input",
            "domain",
            "probe_cc",
            "probe_asn",
            "test_name",
            "category_code",
            "software_version",
            "test_version",
            "engine_version",
            "ooni_run_link_id",
            "since",
            "anomaly",
            "order",
            "limit");
    for (String name : names) {
      assertTimeout(
          Duration.ofSeconds(5), () -> assertNothingFound(api.get(LIST + name + "=" + value)));
    }
    assertNothingFound(api.get("/api/v1/measurement_meta?report_id=" + value));
    assertNothingFound(api.get("/api/v1/measurement_meta?measurement_uid=" + value));
    assertNothingFound(
        api.get("/api/v1/raw_measurement?report_id=" + REPORT + "&input=abc" + value));
    assertNothingFound(api.get("/api/v1/raw_measurement?measurement_uid=" + value));
  }

  @Test
  void ofARepeatedParameterTheLastCounts() {
    String since = "&since=2024-01-01&until=2024-02-01";
    String twice = "probe_cc=ZZ&probe_cc=IT" + since;
    assertEquals(1, api.get(LIST + twice).json().at("/results").size());
    String often = "probe_cc=XX&".repeat(100) + "probe_cc=IT" + since;
    assertEquals(1, api.get(LIST + often).json().at("/results").size());
    assertEquals(200, api.get(LIST + "a[b][c]=&" + since.substring(1)).status());
  }

  @Test
  void aLongInputIsJustNotFound() {
    assertNothingFound(api.get(LIST + "input=" + "x".repeat(8192)));
    assertNothingFound(api.get(LIST + "domain=" + "x".repeat(8192)));
    assertNothingFound(api.get(LIST + "report_id=" + "x".repeat(8192)));
  }

  @ParameterizedTest
  @CsvSource({
    "x, 400",
    "..%2F, 400",
    "%00, 400",
    "temp-id-999999999999999999, 404",
    "20240110000500.000000_IT_webconnectivity_0000000000000000, 404",
    "20249999000500.000000_IT_webconnectivity_0000000000000000, 404"
  })
  void anIdIsOneOrIsRefused(String uid, int status) {
    Reply answer = api.get("/api/v1/measurement/" + uid);
    assertEquals(status, answer.status(), answer.text());
    assertHarmless(answer);
  }

  @Test
  void anIdOfAMegabyteIsRefused() {
    assertEquals(400, api.get("/api/v1/measurement/" + "x".repeat(1 << 20)).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "https%253A%252F%252Fexample.org%252F",
        "https://EXAMPLE.org/",
        "https://example.org",
        "https://example.org/%00",
        "https://\uff45xample.org/"
      })
  void anInputMatchesExactlyOrNotAtAll(String input) {
    Reply answer = api.get("/api/v1/raw_measurement?report_id=" + REPORT + "&input=" + input);
    assertTrue(Set.of(200, 404, 422).contains(answer.status()));
    assertTrue(answer.status() != 200 || answer.text().equals("{}"), answer.text());
  }

  private static void assertNothingFound(Reply answer) {
    assertTrue(Set.of(200, 400, 404, 422).contains(answer.status()), answer.text());
    assertFalse(answer.text().contains(UID), answer.text());
    assertHarmless(answer);
  }

  private static void assertHarmless(Reply answer) {
    assertFalse(
        answer
            .text()
            .matches("(?s).*(Exception|at org\\.|at java\\.|SELECT |select |jdbc:|password).*"),
        answer.text());
  }
}
