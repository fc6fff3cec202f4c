// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ooni.backend.system.Probe.Answer;

/** What the server makes of answers: compression, and the description of the API. */
@ExtendWith(DeployedSystem.class)
class AnswerFormsIT {

  private static final String LIST = "/api/v1/measurements?limit=100";

  private final Probe probe = new Probe(DeployedSystem.platform().baseUri());

  @Test
  void textOfAKilobyteIsCompressedForWhoCanReadIt() throws Exception {
    new Ledger(probe).post(20, () -> {});
    for (String path : List.of(LIST, LIST + "&format=CSV", LIST + "&format=JSONL", "/metrics")) {
      Answer answer = probe.get(path, "Accept-Encoding", "gzip");
      assertEquals("gzip", header(answer, "Content-Encoding"), path);
      assertTrue(answer.headers().allValues("Vary").contains("Accept-Encoding"), path);
      byte[] plain = new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes();
      assertTrue(plain.length > 2 * answer.body().length, path);
      assertEquals("", header(probe.get(path), "Content-Encoding"), path);
    }
  }

  @Test
  void aShortAnswerIsNot() throws Exception {
    for (String path :
        List.of("/api/v1/measurement_meta?measurement_uid=none-such", "/robots.txt")) {
      Answer answer = probe.get(path, "Accept-Encoding", "gzip");
      assertEquals("", header(answer, "Content-Encoding"), path);
    }
  }

  @Test
  void whatIsCompressedAlreadyIsLeftAlone() throws Exception {
    String path = "/apidocs/swagger-ui.css";
    Answer answer = probe.get(path, "Accept-Encoding", "gzip");
    byte[] plain = new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes();
    assertEquals(probe.get(path).text(), new String(plain, StandardCharsets.UTF_8));
  }

  @Test
  void thePrivateApiIsCompressedAsWell() throws Exception {
    Answer answer = probe.get("/api/_/debug_prioritization", "Accept-Encoding", "gzip");
    assertEquals("gzip", header(answer, "Content-Encoding"));
  }

  @Test
  void thePageOfTheApiAndItsFilesAnswer() throws Exception {
    Answer page = probe.get("/apidocs");
    assertTrue(page.text().contains("/apidocs/swagger-ui-bundle.js"), page.text());
    assertEquals("text/html;charset=utf-8", header(page, "Content-Type"));
    for (String file : List.of("swagger-ui-bundle.js", "swagger-ui.css", "start.js")) {
      Answer answer = probe.get("/apidocs/" + file);
      assertEquals(200, answer.status(), file);
      assertFalse(answer.text().isEmpty(), file);
    }
    assertTrue(probe.get("/apidocs/start.js").text().contains("/openapi"));
    assertEquals(302, probe.get("/api/").status());
    assertTrue(header(probe.get("/api/"), "Location").endsWith("/apidocs"));
    assertEquals(404, probe.get("/apidocs/other.js").status());
  }

  @Test
  void bothApplicationsAreInOneDescription() throws Exception {
    JsonNode description = probe.get("/openapi?format=JSON").json();
    assertEquals("OONI backend", description.at("/info/title").textValue());
    JsonNode list = description.at("/paths").get("/api/v1/measurements").get("get");
    assertTrue(list.get("parameters").size() > 20);
    assertEquals("A page of the list", list.at("/responses/200/description").textValue());
    assertTrue(description.at("/paths").has("/api/_/debug_prioritization"));
    List<String> log = Files.readAllLines(DeployedSystem.platform().serverLog());
    assertEquals(List.of(), log.stream().filter(line -> line.contains("WFLYMPOAI0009")).toList());
  }

  private static String header(Answer answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
