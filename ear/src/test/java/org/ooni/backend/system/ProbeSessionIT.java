// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ooni.backend.system.Probe.Answer;

/** All that a probe does in one run, and what becomes of it. */
@ExtendWith(DeployedSystem.class)
class ProbeSessionIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final int URLS = 20;

  private final Probe probe = new Probe(DeployedSystem.platform().baseUri());
  private final String time = LocalDateTime.now(ZoneOffset.UTC).minusMinutes(1).format(TIME);

  /** A measurement that was acknowledged, and the bytes that must be readable from then on. */
  private record Sent(String uid, String report, String input, String body) {}

  @Test
  void whatAProbeWasAskedToMeasureIsFoundAgainByteForByte() throws Exception {
    assertEquals(6, probe.get("/api/v1/test-helpers").json().size());
    JsonNode place =
        post("/api/v1/geolookup", "{\"addresses\":[\"127.0.0.1\"]}").at("/geolocation/127.0.0.1");
    assertEquals("{\"cc\":\"ZZ\",\"asn\":null,\"as_name\":null}", place.toString());
    List<String> urls = checkIn();
    String report = probe.openReport();
    List<Sent> sent = new ArrayList<>();
    for (int i = 0; i < URLS; i++) {
      sent.add(i % 2 == 0 ? submit(report, urls.get(i)) : submitDirectly(urls.get(i)));
    }
    assertEquals("{}", post("/report/" + report + "/close", "").toString());
    assertEquals(URLS, distinct(sent.stream().map(Sent::uid).toList()));
    for (Sent measurement : sent) {
      JsonNode row = awaitRow(measurement);
      assertEquals(measurement.input(), row.get("input").textValue());
      assertEquals(measurement.report(), row.get("report_id").textValue());
      assertEquals(measurement.body(), raw(measurement.uid()));
    }
    assertEquals(URLS / 2, rows(report).size());
  }

  private List<String> checkIn() throws Exception {
    JsonNode answer =
        post(
            "/api/v1/check-in",
            """
            {"charging":false,"on_wifi":true,"platform":"linux","probe_asn":"AS30722",
             "probe_cc":"IT","run_type":"timed","software_name":"ooniprobe-cli",
             "software_version":"3.20.0","web_connectivity":{"category_codes":[]}}
            """);
    assertEquals(1, answer.get("v").intValue());
    JsonNode test = answer.at("/tests/web_connectivity");
    assertTrue(test.get("report_id").textValue().contains("_webconnectivity_IT_30722_"));
    List<String> urls = new ArrayList<>();
    test.get("urls").forEach(item -> urls.add(item.get("url").textValue()));
    assertEquals(URLS, urls.size());
    assertEquals(URLS, distinct(urls));
    return urls;
  }

  private Sent submit(String report, String url) throws Exception {
    String content = measurement(report, url);
    byte[] envelope = Fixtures.envelope(content);
    JsonNode answer = post("/report/" + report, new String(envelope, StandardCharsets.UTF_8));
    return new Sent(answer.get("measurement_uid").textValue(), report, url, content);
  }

  /** As the Go client does: the measurement in a text, the credential null. */
  private Sent submitDirectly(String url) throws Exception {
    String content = measurement("", url);
    ObjectNode request = JSON.createObjectNode().put("format", "json").put("content", content);
    request.putNull("nym").putNull("zkp_request");
    request.putNull("manifest_version").putNull("protocol_version");
    JsonNode answer = post("/api/v1/submit_measurement", request.toString());
    assertEquals("unverified", answer.get("verification_status").textValue());
    assertTrue(answer.get("error").isNull());
    String report = answer.get("report_id").textValue();
    String stored = content.replace("\"report_id\":\"\"", "\"report_id\":\"" + report + "\"");
    return new Sent(answer.get("measurement_uid").textValue(), report, url, stored);
  }

  private String measurement(String report, String url) {
    String ledger = Integer.toHexString(url.hashCode());
    return Fixtures.content(report, ledger, time, 500)
        .replace("\"input\":\"https://example.org/" + ledger + "\"", "\"input\":\"" + url + "\"");
  }

  private JsonNode awaitRow(Sent measurement) {
    return await()
        .atMost(DeployedSystem.PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                rows(measurement.report()).stream()
                    .filter(row -> row.get("measurement_uid").textValue().equals(measurement.uid()))
                    .toList(),
            found -> found.size() == 1)
        .get(0);
  }

  private List<JsonNode> rows(String report) throws IOException, InterruptedException {
    List<JsonNode> rows = new ArrayList<>();
    probe
        .get("/api/v1/measurements?limit=100&report_id=" + report)
        .json()
        .get("results")
        .forEach(rows::add);
    return rows;
  }

  private String raw(String uid) throws IOException, InterruptedException {
    return probe.get("/api/v1/raw_measurement?measurement_uid=" + uid).text();
  }

  private JsonNode post(String path, String body) throws IOException, InterruptedException {
    Answer answer = probe.post(path, body.getBytes(StandardCharsets.UTF_8));
    assertEquals(200, answer.status(), path + " " + answer.text());
    return answer.json();
  }

  private static int distinct(List<String> texts) {
    Set<String> different = new HashSet<>(texts);
    return different.size();
  }
}
