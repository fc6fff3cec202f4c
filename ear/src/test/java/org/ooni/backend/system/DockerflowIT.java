// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.util.List;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ooni.backend.serverlog.JsonSchemas;
import org.ooni.backend.system.Probe.Answer;

/** The endpoints of Dockerflow over HTTP, with all that is needed and without parts of it. */
@ExtendWith(DeployedSystem.class)
class DockerflowIT {

  private static final String SCHEMAS = "/org/ooni/backend/system/";

  private final Probe probe = new Probe(DeployedSystem.platform().baseUri());
  private boolean databaseStopped;
  private boolean objectStoreStopped;

  @AfterEach
  void startAgain() {
    if (databaseStopped) {
      DeployedSystem.platform().startDatabase();
    }
    if (objectStoreStopped) {
      DeployedSystem.platform().startObjectStore();
    }
  }

  @Test
  void theVersionIsAnObjectOfFourTexts() throws Exception {
    Answer answer = probe.get("/__version__");
    assertEquals(200, answer.status());
    assertEquals("application/json", answer.headers().firstValue("Content-Type").orElseThrow());
    assertEquals(List.of(), schema("version").faults(answer.json()));
    String version = answer.json().get("version").textValue();
    assertEquals(version, probe.get("/version").json().get("version").textValue());
    assertEquals(version, manifest().getMainAttributes().getValue("Implementation-Version"));
    assertEquals(
        answer.json().get("commit").textValue(),
        manifest().getMainAttributes().getValue("Git-Commit-Id"));
  }

  @Test
  void withEverythingThereTheHeartbeatIs200() throws Exception {
    // the pool may still have connections of before another test
    await().atMost(DeployedSystem.PATIENCE).untilAsserted(() -> heartbeat(200));
    JsonNode beat = heartbeat(200);
    for (String check :
        List.of("accept_log", "broker", "database", "disk", "migrations", "object_store")) {
      assertEquals("ok", beat.at("/checks/" + check).textValue(), beat.toString());
    }
    assertEquals(200, probe.get("/health").status());
  }

  @Test
  void withoutTheDatabaseTheHeartbeatSaysSoAndLoadBalancersSendOn() throws Exception {
    databaseStopped = true;
    DeployedSystem.platform().stopDatabase();
    JsonNode beat = heartbeat(500);
    assertEquals("error", beat.at("/checks/database").textValue());
    assertEquals(40, beat.at("/details/database/level").intValue());
    assertEquals(
        "the database does not answer",
        beat.at("/details/database/messages").get("database.unreachable").textValue());
    assertEquals("warning", beat.at("/checks/migrations").textValue());
    assertEquals("ok", beat.at("/checks/object_store").textValue());
    Answer alive = probe.get("/__lbheartbeat__");
    assertEquals(200, alive.status());
    assertEquals("{\"status\":\"ok\"}", alive.text());
    assertEquals(503, probe.get("/health").status());
  }

  @Test
  void withoutTheObjectStoreTheHeartbeatSaysSo() throws Exception {
    objectStoreStopped = true;
    DeployedSystem.platform().stopObjectStore();
    JsonNode beat = heartbeat(500);
    assertEquals("error", beat.at("/checks/object_store").textValue());
    assertFalse(
        beat.at("/details/object_store/messages").path("object_store.unreachable").isMissingNode());
    assertEquals("ok", beat.at("/checks/database").textValue());
    assertEquals(200, probe.get("/__lbheartbeat__").status());
  }

  /** Hostile case H06; the tests have the endpoint switched on. */
  @Test
  void aFailureTellsNothingButItsId() throws Exception {
    Answer answer = probe.get("/__error__", "X-Request-Id", "asked-for.1");
    assertEquals(500, answer.status());
    assertEquals("asked-for.1", answer.json().get("rid").textValue());
    assertEquals("asked-for.1", answer.headers().firstValue("X-Request-Id").orElseThrow());
    assertEquals("Internal server error", answer.json().get("error").textValue());
    assertFalse(answer.text().contains("Exception"));
  }

  private JsonNode heartbeat(int status) throws Exception {
    Answer answer = probe.get("/__heartbeat__");
    assertEquals(status, answer.status(), answer.text());
    assertEquals(List.of(), schema("heartbeat").faults(answer.json()), answer.text());
    return answer.json();
  }

  private static JsonSchemas schema(String name) {
    return JsonSchemas.of(SCHEMAS + name + ".schema.json");
  }

  private static Manifest manifest() throws Exception {
    java.nio.file.Path ear = java.nio.file.Path.of(System.getProperty("ear.file"));
    try (InputStream bytes = java.nio.file.Files.newInputStream(ear);
        JarInputStream archive = new JarInputStream(bytes)) {
      return archive.getManifest();
    }
  }
}
