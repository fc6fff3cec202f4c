// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ooni.backend.asked.Reply;
import org.ooni.backend.schema.MigratedPostgres;

class MeasurementsResourceTest {

  private static final String WINDOW = "since=2024-01-10&until=2024-01-12";
  private static ReadingApi api;

  @BeforeAll
  static void fill() throws SQLException {
    MigratedPostgres postgres = MigratedPostgres.shared();
    postgres.truncateAll();
    DataSource rows = postgres.application();
    api = new ReadingApi(rows);
    new Row("uid-a-0000", "2024-01-10T00:00:00Z").insertInto(rows);
    new Row("uid-b-0000", "2024-01-10T01:00:00Z")
        .with("anomaly", true)
        .with("is_verified", "t")
        .with("ooni_run_link_id", new BigDecimal("18446744073709551615"))
        .insertInto(rows);
    new Row("uid-c-0000", "2024-01-11T00:00:00.123456Z")
        .with("probe_cc", "IR")
        .with("probe_asn", 44244L)
        .with("confirmed", true)
        .with("software_version", "3.1")
        .insertInto(rows);
    new Row("uid-d-0000", "2024-01-12T00:00:00Z")
        .with("input", "")
        .with("domain", "")
        .with("test_name", "whatsapp")
        .with("msm_failure", true)
        .insertInto(rows);
    new Row("uid-z-0000", "2024-01-11T00:00:00Z").with("probe_cc", "ZZ").insertInto(rows);
    new Row("uid-0-0000", "2024-01-11T00:00:00Z").with("probe_asn", 0L).insertInto(rows);
    new Row("uid-n-0000", "2024-02-20T00:00:00Z").with("probe_cc", "BR").insertInto(rows);
    new Row("uid-m-0000", "2024-02-20T00:00:00Z").with("probe_cc", "BR").insertInto(rows);
    new Row("uid-l-0000", "2024-02-21T00:00:00Z").with("probe_cc", "BR").insertInto(rows);
    fillNames(rows);
  }

  private static void fillNames(DataSource rows) throws SQLException {
    try (Connection connection = rows.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into citizenlab values
            ('example.org', 'https://example.org/', 'ZZ', 'NEWS'),
            ('example.org', 'https://example.org/', 'it', 'NEWS'),
            ('example.org', 'https://example.org/', 'ir', 'ANON');
          insert into asnmeta (asn, org_name, changed) values
            (3269, 'Old name', '2020-01-01'), (3269, 'Telecom', '2023-01-01')
          """);
    }
  }

  @AfterAll
  static void close() {
    api.close();
  }

  @Test
  void sinceIsStrictAndUntilIsNot() {
    assertEquals(List.of("d", "c", "b"), listed(WINDOW));
    assertEquals(List.of("c", "b"), listed("since=2024-01-10T00:00:00&until=2024-01-11T23:59:59Z"));
  }

  @Test
  void anItemHasTheFormThatExplorerKnows() {
    JsonNode item = list(WINDOW + "&probe_cc=IR").at("/results/0");
    assertEquals("AS44244", item.at("/probe_asn").asText());
    assertEquals("2024-01-11T00:00:00.123456Z", item.at("/measurement_start_time").asText());
    assertEquals(0.0, item.at("/scores/blocking_general").asDouble(1));
    assertEquals("unverified", item.at("/verification_status").asText());
    assertEquals(
        "https://api.example.org/api/v1/raw_measurement?measurement_uid=uid-c-0000",
        item.at("/measurement_url").asText());
  }

  @Test
  void theNameOfTheNetworkAndTheCategoryOfTheInputAreTold() {
    JsonNode results = list(WINDOW).at("/results");
    assertEquals("Telecom", results.at("/2/probe_as_org_name").asText());
    assertEquals("NEWS", results.at("/2/category_code").asText());
    assertEquals("AS44244", results.at("/1/probe_asn").asText());
    assertTrue(results.at("/1/probe_as_org_name").isNull());
    assertTrue(results.at("/0/category_code").isNull());
    assertEquals(15, results.at("/0").size());
  }

  @Test
  void noInputIsNull() {
    assertTrue(list(WINDOW + "&test_name=whatsapp,telegram").at("/results/0/input").isNull());
  }

  @Test
  void flagsFilterOnWhatIsStored() {
    assertEquals(List.of("b"), listed(WINDOW + "&anomaly=true"));
    assertEquals(List.of("d", "c"), listed(WINDOW + "&anomaly=No"));
    assertEquals(List.of("c"), listed(WINDOW + "&confirmed=1"));
    assertEquals(List.of("d"), listed(WINDOW + "&failure=ON"));
  }

  @Test
  void placesAndNamesFilter() {
    assertEquals(List.of("d", "c", "b"), listed(WINDOW + "&probe_cc=IT,IR"));
    assertEquals(List.of("c"), listed(WINDOW + "&probe_asn=AS44244"));
    assertEquals(List.of("d", "c", "b"), listed(WINDOW + "&probe_asn=44244,AS3269"));
    assertEquals(List.of("c", "b"), listed(WINDOW + "&domain=example.org,%20other.example"));
    assertEquals(List.of("c", "b"), listed(WINDOW + "&domain=example.org"));
    assertEquals(List.of("c"), listed(WINDOW + "&software_version=3.1,3.2"));
    assertEquals(List.of(), listed(WINDOW + "&test_version=9.9"));
    assertEquals(List.of("b"), listed(WINDOW + "&ooni_run_link_id=18446744073709551615"));
  }

  @Test
  void anInputMakesDomainAndCategoryIrrelevant() {
    String site = WINDOW + "&input=https://example.org/&domain=other.example&category_code=PORN";
    assertEquals(List.of("c", "b"), listed(site));
  }

  @Test
  void aCategoryInSeveralListsShowsAMeasurementOnce() {
    assertEquals(List.of("c", "b"), listed(WINDOW + "&category_code=NEWS"));
    assertEquals(List.of("c", "b"), listed(WINDOW + "&category_code=ANON"));
    assertEquals(List.of(), listed(WINDOW + "&category_code=PORN"));
  }

  @Test
  void aReportHasNoTimeWindow() {
    String report = "report_id=20240110T000500Z_webconnectivity_IT_3269_n1_abcdefghijklmnop";
    assertEquals(List.of("l", "n", "m", "d", "c", "b", "a"), listed(report));
  }

  @Test
  void withoutDatesTheLastThirtyDaysAreListed() {
    assertEquals(List.of("l", "n", "m"), listed(""));
    assertEquals(List.of("d", "c", "b", "a"), listed("until=2024-01-13"));
  }

  @Test
  void equalTimesAreOrderedById() {
    assertEquals(List.of("l", "n", "m"), listed("probe_cc=BR"));
    assertEquals(List.of("m", "n", "l"), listed("probe_cc=BR&order=ASC"));
  }

  @Test
  void aLastPageKnowsTheCount() {
    JsonNode metadata = list("probe_cc=BR&limit=2&offset=2").at("/metadata");
    assertEquals(3, metadata.at("/count").asInt());
    assertEquals(2, metadata.at("/pages").asInt());
    assertEquals(2, metadata.at("/current_page").asInt());
    assertTrue(metadata.at("/next_url").isNull());
  }

  @Test
  void aFullPageOffersTheNextWithTheCallersParameters() {
    String url = "probe_cc=BR&extra=a%26b&limit=1&order=desc&offset=1";
    JsonNode metadata = list(url).at("/metadata");
    assertEquals(-1, metadata.at("/count").asInt());
    assertEquals(-1, metadata.at("/pages").asInt());
    String next = metadata.at("/next_url").asText();
    assertTrue(next.startsWith("https://api.example.org/api/v1/measurements?"), next);
    assertTrue(next.contains("extra=a%26b") && next.contains("order=desc"), next);
    assertTrue(next.endsWith("offset=2&limit=1"), next);
    assertEquals(List.of("m"), listed(next.substring(next.indexOf('?') + 1)));
  }

  @Test
  void anEmptyPageMayBeAskedFor() {
    JsonNode answer = list("probe_cc=BR&limit=0");
    assertEquals(0, answer.at("/results").size());
    assertTrue(answer.at("/metadata/next_url").isNull());
  }

  @Test
  void anAnswerIsCachedForAMinutePerUserAgent() {
    Reply answer = api.get("/api/v1/measurements?probe_cc=BR");
    assertEquals("max-age=60", answer.header("Cache-Control"));
    assertEquals("User-Agent", answer.header("Vary"));
  }

  @Test
  void appsWithOkhttpGetAConstant() {
    Reply answer = api.get("/api/v1/measurements?limit=nonsense", "okhttp/3.12.1");
    assertEquals(200, answer.status());
    assertEquals("", answer.json().at("/results/0/measurement_url").asText("x"));
    assertEquals(100, answer.json().at("/metadata/limit").asInt());
    assertFalse(answer.header("Cache-Control").contains("max-age"));
  }

  private static JsonNode list(String query) {
    Reply answer = api.get("/api/v1/measurements?" + query);
    assertEquals(200, answer.status(), answer.text());
    return answer.json();
  }

  /** The letters of the listed ids, in order. */
  private static List<String> listed(String query) {
    List<String> letters = new ArrayList<>();
    for (JsonNode item : list(query).at("/results")) {
      letters.add(item.at("/measurement_uid").asText().split("-")[1]);
    }
    return letters;
  }
}
