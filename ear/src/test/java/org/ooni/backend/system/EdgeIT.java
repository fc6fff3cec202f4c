// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.system.Probe.Answer;

/** What comes between a client and the resources. */
@ExtendWith(DeployedSystem.class)
class EdgeIT {

  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

  private final Probe probe = new Probe(DeployedSystem.platform().baseUri());

  @ParameterizedTest
  @CsvSource({
    "Content-Type, garbage",
    "Content-Type, ;;;",
    "Accept, */*;q=x",
    "Accept, text/html",
    "Accept-Language, ;q=q",
  })
  void headersOfNoMeaningDoNotKeepAProbeFromItsAnswer(String name, String value) throws Exception {
    Answer answer = probe.post("/api/v1/check-in", NOTHING, name, value);
    assertEquals(200, answer.status(), answer.text());
    assertEquals("application/json", answer.headers().firstValue("Content-Type").orElseThrow());
  }

  /** Hostile case H05. */
  @ParameterizedTest
  @CsvSource({
    "/report/%C0%AE, 400",
    "/api/_/%C0%AE, 400",
    "/__refused__, 404",
    "/api/_/__refused__, 404",
  })
  void whatNoResourceRefusesIsRefusedInTheCommonShape(String path, int status) throws Exception {
    Answer answer = probe.get(path);
    assertEquals(status, answer.status());
    assertTrue(answer.json().get("error").textValue().length() > 3, answer.text());
    assertEquals("no-cache", answer.headers().firstValue("Cache-Control").orElseThrow());
  }

  @Test
  void theAnswerToACheckInIsCompressedForWhoTakesIt() throws Exception {
    Answer answer = probe.post("/api/v1/check-in", NOTHING, "Accept-Encoding", "gzip");
    assertEquals("gzip", answer.headers().firstValue("Content-Encoding").orElseThrow());
    byte[] plain = new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes();
    assertTrue(new String(plain, StandardCharsets.UTF_8).contains("\"probe_network_name\":null"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/report", "/api/v1/register"})
  void shortAnswersAreNot(String path) throws Exception {
    byte[] body = "{\"test_name\":\"ndt\"}".getBytes(StandardCharsets.UTF_8);
    Answer answer = probe.post(path, body, "Accept-Encoding", "gzip");
    assertEquals(200, answer.status());
    assertTrue(answer.headers().firstValue("Content-Encoding").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/status", "/pages/style.css"})
  void pagesKeepOthersAwayFromThem(String path) throws Exception {
    for (String method : List.of("GET", "HEAD")) {
      Answer answer = probe.send(method, path, new byte[0]);
      assertEquals(200, answer.status());
      String policy = answer.headers().firstValue("Content-Security-Policy").orElseThrow();
      assertTrue(policy.startsWith("default-src 'none'; style-src 'self';"), policy);
      assertFalse(policy.contains("unsafe") || policy.contains("*"), policy);
      assertTrue(policy.contains("frame-ancestors 'none'"), policy);
      assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").orElseThrow());
      assertEquals("no-referrer", answer.headers().firstValue("Referrer-Policy").orElseThrow());
      assertEquals("DENY", answer.headers().firstValue("X-Frame-Options").orElseThrow());
      assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty());
    }
  }

  @Test
  void theFrontPageWelcomes() throws Exception {
    Answer answer = probe.get("/");
    assertTrue(answer.text().contains("Welcome to"));
    assertEquals("text/html;charset=utf-8", answer.headers().firstValue("Content-Type").get());
  }
}
