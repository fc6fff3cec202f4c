// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.asked.Reply;
import org.ooni.backend.schema.MigratedPostgres;

class SingleMeasurementTest {

  private static final String WEB = "20240110000500.000000_IT_webconnectivity_16a36e86f6fed5d4";
  private static final String APP = "20240110000600.000000_IT_whatsapp_26a36e86f6fed5d4";
  private static final String LATE = "20240110000700.000000_IT_signal_36a36e86f6fed5d4";
  private static final String HIDDEN = "20240110000800.000000_IT_signal_46a36e86f6fed5d4";
  private static final String RETRY = "20240110000900.000000_IT_signal_56a36e86f6fed5d4";
  private static final String PENDING = "20240110001000.000000_IT_signal_66a36e86f6fed5d4";
  private static final String OLD = "0120140110abcdefabcdefabcdefabcdefabcdef";
  private static final String WEB_REPORT = "20240110T000500Z_webconnectivity_IT_3269_n1_abcdef";
  private static final String APP_REPORT = "20240110T000500Z_whatsapp_IT_3269_n1_abcdefghijk";
  private static final String META = "/api/v1/measurement_meta?";
  private static final String RAW = "/api/v1/raw_measurement?";

  private final DataSource rows = MigratedPostgres.shared().application();
  private ReadingApi api;

  @BeforeEach
  void fill() throws SQLException {
    MigratedPostgres.shared().truncateAll();
    api = new ReadingApi(rows);
    new Row(WEB, "2024-01-10T00:05:00Z")
        .with("report_id", WEB_REPORT)
        .with("scorer_version", "1.2.3")
        .with("fingerprint_snapshot", "0123abcd")
        .with("rule", "blocking:dns")
        .insertInto(rows);
    new Row(APP, "2024-01-10T00:06:00Z")
        .with("report_id", APP_REPORT)
        .with("input", "")
        .insertInto(rows);
    new Row(LATE, "2019-01-10T00:06:00Z").with("is_verified", "f").insertInto(rows);
    new Row(HIDDEN, "2024-01-10T00:06:00Z").with("probe_asn", 0L).insertInto(rows);
    try (Connection connection = rows.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into citizenlab values ('example.org', 'https://example.org/', 'it', 'HUMR'),
            ('example.org', 'https://example.org/', 'ZZ', 'NEWS');
          insert into measurement_alias values
            ('20240110000900.000000_IT_signal_56a36e86f6fed5d4',
            '20240110000500.000000_IT_webconnectivity_16a36e86f6fed5d4')
          """);
    }
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void metaHasTheFormThatExplorerKnows() {
    JsonNode meta = json(META + "measurement_uid=" + WEB);
    assertEquals("https://example.org/", meta.at("/input").asText());
    assertEquals("2024-01-10T00:05:00Z", meta.at("/measurement_start_time").asText());
    assertEquals("2024-01-10T00:05:00Z", meta.at("/test_start_time").asText());
    assertEquals(3269, meta.at("/probe_asn").intValue());
    assertEquals("{\"blocking_general\":0.0}", meta.at("/scores").textValue());
    assertEquals("NEWS", meta.at("/category_code").asText());
    assertEquals("unverified", meta.at("/verification_status").asText());
    assertTrue(meta.at("/raw_measurement").isMissingNode());
    assertEquals(17, meta.size());
  }

  @Test
  void metaExplainsTheVerdict() {
    JsonNode meta = json(META + "measurement_uid=" + WEB);
    assertEquals("1.2.3", meta.at("/scorer_version").asText());
    assertEquals("0123abcd", meta.at("/fingerprint_snapshot").asText());
    assertEquals("blocking:dns", meta.at("/rule").asText());
  }

  @Test
  void aReportAloneMeansItsMeasurementWithoutInput() {
    JsonNode meta = json(META + "report_id=" + APP_REPORT);
    assertEquals(APP, meta.at("/measurement_uid").asText());
    assertEquals("", meta.at("/input").textValue());
    assertTrue(meta.at("/category_code").isNull());
    assertEquals("{}", api.get(META + "report_id=" + WEB_REPORT).text());
  }

  @Test
  void aReportAndAnInputMeanOneMeasurement() {
    String query = "report_id=" + WEB_REPORT + "&input=https://example.org/";
    assertEquals(WEB, json(META + query).at("/measurement_uid").asText());
    assertEquals("NEWS", json(META + query).at("/category_code").asText());
  }

  @Test
  void fullCarriesTheBytesAsText() {
    api.bodies.put(WEB, "{ \"a\" : 1.0 }");
    assertEquals(
        "{ \"a\" : 1.0 }",
        json(META + "measurement_uid=" + WEB + "&full=true").at("/raw_measurement").asText());
  }

  @Test
  void fullWithoutBytesCarriesTheEmptyText() {
    String query = META + "full=true&measurement_uid=" + WEB;
    assertEquals("", json(query).at("/raw_measurement").textValue());
    api.archiveIsAway = true;
    assertEquals("", json(query).at("/raw_measurement").textValue());
    assertEquals("no-cache", api.get(query).header("Cache-Control"));
  }

  @Test
  void anUnknownMeasurementIsAnEmptyObject() {
    String unknown = "measurement_uid=this-measurement-does-not-exist";
    assertEquals("{}", api.get(META + unknown).text());
    assertEquals("{\"raw_measurement\":\"\"}", api.get(META + unknown + "&full=true").text());
    assertEquals("{}", api.get(RAW + unknown).text());
    assertEquals("no-cache", api.get(RAW + unknown).header("Cache-Control"));
  }

  @Test
  void aMeasurementOfAnUnknownNetworkIsNotShown() {
    api.bodies.put(HIDDEN, "{}x");
    assertEquals("{}", api.get(META + "measurement_uid=" + HIDDEN).text());
    assertEquals("{}", api.get(RAW + "measurement_uid=" + HIDDEN).text());
    assertEquals(404, api.get("/api/v1/measurement/" + HIDDEN).status());
  }

  @Test
  void somethingMustBeAskedFor() {
    assertEquals(400, api.get(META).status());
    assertEquals(400, api.get(RAW).status());
    assertEquals(
        "Either report_id or measurement_uid must be provided",
        api.get(RAW).json().at("/detail").asText());
  }

  @Test
  void aReportIdHasLettersAndDigitsOnly() {
    String strange = "20240110T000500Z_webconnectivity_IT_3269_n1_a%23$%25";
    assertEquals(422, api.get(META + "report_id=" + strange).status());
    assertEquals(422, api.get(META + "report_id=short").status());
  }

  @Test
  void rawBytesAreFoundByAReportIdOfAnyForm() {
    String strange = "AS%d/".formatted(1) + "\u00e9".repeat(300);
    new Row(OLD, "2014-01-10T00:06:00Z").with("report_id", strange).insertInto(rows);
    api.bodies.put(OLD, "{\"old\":1}");
    String encoded = URLEncoder.encode(strange, StandardCharsets.UTF_8);
    assertEquals(
        "{\"old\":1}",
        api.get(RAW + "report_id=" + encoded + "&input=https://example.org/").text());
    assertEquals("{}", api.get(RAW + "report_id=abc&input=https://example.org/").text());
    assertEquals(422, api.get(RAW + "report_id=ab").status());
  }

  @Test
  void aReportIdWithATimeFindsAlsoWhatWasMeasuredAtAnother() {
    String report = "20240110T000500Z_signal_IT_3269_n1_abcdef";
    new Row(OLD, "2024-06-10T00:06:00Z").with("report_id", report).insertInto(rows);
    String query = "report_id=" + report + "&input=https://example.org/";
    assertEquals(OLD, json(META + query).at("/measurement_uid").asText());
  }

  @Test
  void rawBytesAreAnsweredAsTheyCame() {
    api.bodies.put(WEB, "{ \"a\" : 1.0, \"a\" : \"\\u0000\" }");
    Reply answer = api.get(RAW + "measurement_uid=" + WEB);
    assertEquals("{ \"a\" : 1.0, \"a\" : \"\\u0000\" }", answer.text());
    assertEquals("max-age=86400", answer.header("Cache-Control"));
    assertTrue(answer.header("Content-Type").startsWith("application/json"));
    assertEquals("nosniff", answer.header("X-Content-Type-Options"));
  }

  @Test
  void aKnownMeasurementWithoutBytesIsNotFound() {
    assertEquals(404, api.get(RAW + "measurement_uid=" + WEB).status());
    assertEquals("no-cache", api.get(RAW + "measurement_uid=" + WEB).header("Cache-Control"));
  }

  @Test
  void anArchiveThatIsAwayIsToBeAskedAgain() {
    api.archiveIsAway = true;
    Reply answer = api.get("/api/v1/measurement/" + WEB);
    assertEquals(503, answer.status());
    assertEquals("30", answer.header("Retry-After"));
  }

  @Test
  void aMeasurementStartedLongBeforeItsSubmissionIsFound() {
    assertEquals(
        "failed", json(META + "measurement_uid=" + LATE).at("/verification_status").asText());
  }

  @Test
  void theIdOfARetryMeansTheFirst() {
    api.bodies.put(WEB, "{\"first\":1}");
    assertEquals(WEB, json(META + "measurement_uid=" + RETRY).at("/measurement_uid").asText());
    assertEquals("{\"first\":1}", api.get("/api/v1/measurement/" + RETRY).text());
  }

  @Test
  void anAcknowledgedMeasurementHasBytesBeforeItHasARow() {
    api.bodies.put(PENDING, "{\"fresh\":1}");
    assertEquals("{\"fresh\":1}", api.get(RAW + "measurement_uid=" + PENDING).text());
    assertEquals("{\"fresh\":1}", api.get("/api/v1/measurement/" + PENDING).text());
    assertEquals("{}", api.get(META + "measurement_uid=" + PENDING).text());
  }

  @Test
  void aDownloadHasAName() {
    api.bodies.put(WEB, "{}");
    String path = "/api/v1/measurement/" + WEB;
    assertEquals(
        "attachment; filename=ooni_measurement-" + WEB + ".json",
        api.get(path + "?download=true").header("Content-Disposition"));
    assertEquals("", api.get(path + "?download=false").header("Content-Disposition"));
    assertEquals("", api.get(path).header("Content-Disposition"));
    assertEquals("max-age=3600", api.get(path).header("Cache-Control"));
  }

  private JsonNode json(String pathAndQuery) {
    Reply answer = api.get(pathAndQuery);
    assertEquals(200, answer.status(), answer.text());
    return answer.json();
  }
}
