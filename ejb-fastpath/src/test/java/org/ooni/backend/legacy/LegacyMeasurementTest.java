// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ooni.backend.json.JsonNumber;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.MalformedJson;

final class LegacyMeasurementTest {

  private static final String REPORT =
      """
      # a comment
      ---
      probe_asn: AS64500
      probe_cc: IT
      software_version: 1.0.0
      start_time: 1441320103.0
      test_name: HTTP Requests Test
      options: {subargs: [-u, 'http://example.org/']}
      ...
      ---
      body_length_match: true
      test_start_time: 1441320200.0
      requests:
      - request: {url: 'shttp://example.org/', headers: []}
        response:
          body: !!binary |
            YQD/Yg==
          headers: [[Server, [made-up]]]
      - request: {url: 'http://example.org/', headers: []}
        response: null
      ...
      """;

  @Test
  void entriesGetTodaysForm() throws IOException {
    JsonNode measurement = Reports.normalised(REPORT).get(0);
    assertEquals("http_requests", measurement.get("test_name").textValue());
    assertEquals("http://example.org/", measurement.get("input").textValue());
    assertEquals("2015-09-03 22:41:43", measurement.get("test_start_time").textValue());
    assertEquals("2015-09-03 22:43:20", measurement.get("measurement_start_time").textValue());
    assertTrue(measurement.get("report_id").textValue().matches("20150903T224143Z_[a-zA-Z]{50}"));
    JsonNode requests = measurement.get("test_keys").get("requests");
    assertFalse(requests.get(0).get("request").get("tor").get("is_tor").booleanValue());
    JsonNode overTor = requests.get(1);
    assertEquals("http://example.org/", overTor.get("request").get("url").textValue());
    assertTrue(overTor.get("request").get("tor").get("is_tor").booleanValue());
    assertEquals("a\\xffb", overTor.get("response").get("body").textValue());
    assertEquals("made-up", overTor.get("response").get("headers").get("Server").textValue());
  }

  @Test
  void brokenEntriesAndTruncatedEndsAreLeftOut() throws IOException {
    String good = "---\ninput: a\n...\n";
    String report = "---\ntest_name: x\n...\n" + good + "---\n[\n...\n" + good + "---\ninput: b\n";
    assertEquals(2, Reports.normalised(report).size());
  }

  @Test
  void aHeadersTestStartCountsUntilAnEntryHasItsOwn() throws IOException {
    JsonNode all =
        Reports.normalised(
            """
            ---
            test_name: made_up
            start_time: 1441320103.0
            test_start_time: 1441320200.0
            ...
            ---
            input: a
            ...
            ---
            test_start_time: 1441320300.0
            ...
            ---
            input: b
            ...
            """);
    assertEquals("2015-09-03 22:43:20", all.get(0).get("measurement_start_time").textValue());
    assertEquals("2015-09-03 22:45:00", all.get(1).get("measurement_start_time").textValue());
    assertEquals("2015-09-03 22:41:43", all.get(2).get("measurement_start_time").textValue());
  }

  @Test
  void aTestStartInWordsStandsBesideTheMeasurementsOwn() throws IOException {
    String times = "test_start_time: '2016-01-02 03:04:05'\nmeasurement_start_time: ";
    JsonNode measurement =
        Reports.normalised("test_name: made_up", times + "'2016-01-02 03:04:06'");
    assertEquals("2016-01-02 03:04:05", measurement.get("test_start_time").textValue());
    assertEquals("2016-01-02 03:04:06", measurement.get("measurement_start_time").textValue());
    assertEquals(0, Reports.normalised("---\na: 1\n...\n---\n" + times + "soon\n...\n").size());
  }

  @Test
  void whatHasTodaysFormKeepsIt() throws IOException {
    JsonNode measurement =
        Reports.normalised(
            "{test_name: tcp_connect, data_format_version: 0.2.0}",
            "{test_keys: {queries: [{query: x}]}, extra: 1}");
    assertEquals("x", measurement.at("/test_keys/queries/0/query").textValue());
    assertEquals(1, measurement.get("extra").intValue());
    assertTrue(measurement.get("input").isNull());
    JsonNode flat = Reports.normalised("{test_name: a, data_format_version: 0.2.0}", "{extra: 1}");
    assertEquals(1, flat.at("/test_keys/extra").intValue());
  }

  @Test
  void aNestedReportIsMergedAndOptionsAreUnwrapped() throws IOException {
    JsonNode measurement =
        Reports.normalised(
            "{test_name: made_up, options: {subargs: [-f, list]}}", "report: {agent: x}");
    assertEquals("x", measurement.at("/test_keys/agent").textValue());
    assertEquals(Reports.json("['-f', 'list']"), measurement.get("options"));
    JsonNode without = Reports.normalised("{test_name: made_up, options: {help: 1}}", "a: 1");
    assertEquals(Reports.json("[]"), without.get("options"));
  }

  @Test
  void theReportIdIsThatOfTheHeader() throws IOException {
    JsonNode measurement =
        Reports.normalised("{test_name: made_up, report_id: ''}", "{report_id: own, input: a}");
    assertTrue(measurement.get("report_id").textValue().startsWith("19700101T000000Z_"));
  }

  @Test
  void emptyEntriesAreLeftOut() throws IOException {
    assertEquals(0, Reports.normalised("---\na: 1\n...\n---\nnull\n...\n---\n{}\n...\n").size());
  }

  @Test
  void scalarsAreThoseOfTheOldVersion() {
    JsonObject values =
        (JsonObject) SafeYaml.load("{a: no, b: 010, c: 1:30, d: 1e3, e: ~, f: 2015-01-02}");
    assertTrue(values.member("a").isFalse());
    assertEquals(JsonNumber.of(8), values.member("b"));
    assertEquals(JsonNumber.of(90), values.member("c"));
    assertTrue(values.member("d").is("1e3"));
    assertTrue(values.member("e").isNothing());
    assertEquals(JsonNumber.of(1420156800), values.member("f"));
  }

  @Test
  void valuesRepeatedByReferenceAreBounded() {
    StringBuilder text = new StringBuilder("a: &a [x, x]\n");
    for (char c = 'b'; c < 'z'; c++) {
      String before = "*" + (char) (c - 1);
      text.append(c).append(": &").append(c).append(" [" + before + ", " + before + "]\n");
    }
    assertThrows(MalformedJson.class, () -> SafeYaml.load(text.toString()));
  }

  @Test
  void sameFormAsRecorded() throws IOException {
    Path folder =
        Path.of(System.getProperty("golden.dir", "../../shared/golden"))
            .resolve("samples/fastpath");
    assumeTrue(Files.isDirectory(folder), "no recordings");
    List<Path> reports;
    try (Stream<Path> files = Files.list(folder)) {
      reports = files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
    for (Path report : reports) {
      String name = report.getFileName().toString();
      ObjectNode expected =
          (ObjectNode)
              Reports.JSON.readTree(Files.readAllBytes(folder.resolve(name + ".norm.0.json")));
      expected.remove("measurement_uid");
      List<LegacyMeasurement> measurements =
          Reports.measurements(
              Files.readAllBytes(report), "2018-01-01", "2018-01-01/" + name + ".lz4");
      assertEquals(stored(expected.toString()), stored(Reports.text(measurements.get(0))), name);
    }
  }

  private static JsonNode stored(String text) throws IOException {
    // U+0000 is in the recordings and not in what is stored
    return Reports.JSON.readTree(text.replace("\\u0000", ""));
  }
}
