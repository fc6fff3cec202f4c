// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ooni.backend.system.Probe.Answer;

@ExtendWith(DeployedSystem.class)
class SubmissionIT {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final Probe probe = new Probe(DeployedSystem.platform().baseUri());
  private String report;
  private String content;

  @BeforeEach
  void openReport() throws Exception {
    report = probe.openReport();
    String now = LocalDateTime.now(ZoneOffset.UTC).minusMinutes(1).format(TIME);
    content = Fixtures.content(report, report.substring(report.length() - 16), now, 2000);
  }

  @Test
  void aMeasurementGoesInAndItsScoreAndItsBytesComeOut() throws Exception {
    String uid = submit(Fixtures.envelope(content));
    assertTrue(uid.matches("\\d{14}\\.\\d{6}_IT_webconnectivity_[0-9a-f]{16}"), uid);
    assertEquals(content, probe.get("/api/v1/raw_measurement?measurement_uid=" + uid).text());
    JsonNode row = awaitRow();
    assertEquals(uid, row.get("measurement_uid").textValue());
    assertEquals(report, row.get("report_id").textValue());
    assertTrue(row.get("anomaly").booleanValue());
    assertEquals(1.0, row.get("scores").get("blocking_general").doubleValue());
    JsonNode meta = probe.get("/api/v1/measurement_meta?measurement_uid=" + uid).json();
    assertEquals(30722, meta.get("probe_asn").intValue());
    assertEquals(content, probe.get("/api/v1/raw_measurement?measurement_uid=" + uid).text());
    assertEquals(content, probe.get("/api/v1/measurement/" + uid).text());
  }

  @Test
  void sentAgainItIsTheSameMeasurement() throws Exception {
    String uid = submit(Fixtures.envelope(content));
    awaitRow();
    assertEquals(uid, submit(Fixtures.envelope(content)));
    assertEquals(uid, submit(gzip(Fixtures.envelope(content)), "Content-Encoding", "gzip"));
    assertEquals(1, rows().size());
  }

  @Test
  void everyEncodingOfTheSpecificationIsTaken() throws Exception {
    byte[] body = Fixtures.envelope(content);
    String uid = submit(Zstd.compress(body), "Content-Encoding", "zstd");
    assertEquals(content, probe.get("/api/v1/raw_measurement?measurement_uid=" + uid).text());
  }

  @Test
  void theContentTypeDoesNotMatterUnlessItIsAnotherLanguage() throws Exception {
    byte[] body = Fixtures.envelope(content);
    String uid = submit(body, "Content-Type", "application/x-www-form-urlencoded");
    assertEquals(uid, submit(body, "Content-Type", "text/plain"));
    assertRefused(415, body, "Content-Type", "multipart/form-data; boundary=x");
    assertRefused(415, body, "Content-Type", "application/xml");
  }

  @Test
  void whatIsWrongIsRefusedAndNotStored() throws Exception {
    byte[] body = Fixtures.envelope(content);
    assertRefused(400, "not json".getBytes(StandardCharsets.UTF_8));
    assertRefused(400, new byte[0]);
    assertRefused(400, Fixtures.envelope(content.replace("AS30722", "AS1")));
    assertRefused(400, Fixtures.envelope(content.replace("\"AS30722\"", "30722")));
    assertRefused(400, Arrays.copyOf(gzip(body), 200), "Content-Encoding", "gzip");
    assertRefused(400, body, "Content-Encoding", "zstd");
    assertRefused(415, body, "Content-Encoding", "br");
    assertRefused(413, new byte[20 << 20]);
    assertRefused(413, Zstd.compress(new byte[64 << 20]), "Content-Encoding", "zstd");
    assertRefused(413, gzip(new byte[64 << 20]), "Content-Encoding", "gzip");
    assertEquals(400, probe.post("/report/bogus", body).status());
    assertEquals(400, probe.post("/report/" + report + ";x=1", body).status());
    assertEquals(400, probe.post("/report/..%2f..%2fetc", body).status());
    assertEquals(0, rows().size());
  }

  @Test
  void anUnknownNetworkOrCountryIsDiscardedAsProbesExpect() throws Exception {
    String nowhere = report.replace("_30722_", "_0_");
    Answer answer = probe.post("/report/" + nowhere, Fixtures.envelope(content));
    assertEquals("200 {}", answer.status() + " " + answer.text());
    answer = probe.post("/report/" + report.replace("_IT_", "_zz_"), Fixtures.envelope(content));
    assertEquals("200 {}", answer.status() + " " + answer.text());
    assertEquals(0, rows().size());
  }

  @Test
  void anyReportCanBeClosed() throws Exception {
    assertEquals("{}", probe.post("/report/" + report + "/close", new byte[0]).text());
    assertEquals(200, probe.post("/report/anything/close", new byte[0]).status());
  }

  @Test
  void countersAddUp() throws Exception {
    Counters before = settledCounters();
    submit(Fixtures.envelope(content));
    submit(Fixtures.envelope(content));
    assertRefused(400, new byte[0]);
    probe.post("/report/" + report.replace("_30722_", "_0_"), Fixtures.envelope(content));
    awaitRow();
    Counters after = settledCounters();
    assertEquals(4, after.since(before, "received"));
    assertEquals(1, after.since(before, "refused"));
    assertEquals(1, after.since(before, "discarded"));
    assertEquals(1, after.since(before, "duplicate"));
    assertEquals(1, after.since(before, "accepted"));
    assertEquals(1, after.since(before, "scored") + after.since(before, "failed"));
    assertEquals(0, after.since(before, "unlisted") + after.since(before, "parked"));
  }

  private Counters settledCounters() {
    return await()
        .atMost(DeployedSystem.PATIENCE)
        .until(
            () -> Counters.of(probe.get("/metrics").text()),
            counters -> counters.sum("accept_log_entries") == 0);
  }

  private void assertRefused(int status, byte[] body, String... headers) throws Exception {
    Answer answer = probe.post("/report/" + report, body, headers);
    assertEquals(status, answer.status(), answer.text());
    assertTrue(answer.json().get("error").textValue().length() > 3, answer.text());
    assertTrue(answer.body().length < 2048);
  }

  private String submit(byte[] body, String... headers) throws Exception {
    Answer answer = probe.post("/report/" + report, body, headers);
    assertEquals(200, answer.status(), answer.text());
    return answer.json().get("measurement_uid").textValue();
  }

  private JsonNode awaitRow() {
    return await()
        .atMost(DeployedSystem.PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(this::rows, found -> found.size() == 1)
        .get(0);
  }

  private JsonNode rows() throws IOException, InterruptedException {
    return probe.get("/api/v1/measurements?report_id=" + report).json().get("results");
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
