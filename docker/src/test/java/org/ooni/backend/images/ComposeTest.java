// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComposeTest {

  private static final JsonNode COMPOSE = YamlFile.read(Path.of("compose.yaml")).get(0).content();
  private static final JsonNode DEVELOPMENT =
      YamlFile.read(Path.of("compose.development.yaml")).get(0).content();
  private static final Set<String> OURS = Set.of("backend", "bootstrap", "migrate");

  @Test
  void everySecretIsAFileThatTheScriptMakes() {
    String script = SettingNames.read(Path.of("make-secrets"));
    COMPOSE
        .path("secrets")
        .properties()
        .forEach(
            secret -> {
              assertEquals("secrets/" + secret.getKey(), secret.getValue().path("file").asText());
              assertTrue(script.contains(secret.getKey()), secret.getKey());
            });
  }

  @Test
  void everySecretThatIsReadIsGivenToItsService() {
    for (Map.Entry<String, JsonNode> service : COMPOSE.path("services").properties()) {
      List<String> given = new ArrayList<>();
      service
          .getValue()
          .path("secrets")
          .forEach(name -> given.add("/run/secrets/" + name.asText()));
      service.getValue().path("environment").properties().stream()
          .filter(setting -> setting.getKey().endsWith("_FILE"))
          .forEach(
              setting ->
                  assertTrue(given.contains(setting.getValue().asText()), setting.toString()));
    }
  }

  @Test
  void noSecretStandsInTheFile() {
    for (JsonNode file : List.of(COMPOSE, DEVELOPMENT)) {
      for (JsonNode environment : file.findValues("environment")) {
        environment
            .fieldNames()
            .forEachRemaining(
                name -> assertFalse(name.matches(".*(PASSWORD|SECRET|TOKEN|KEY)$"), name));
      }
    }
  }

  @Test
  void theBackendIsToldNothingThatNoTableKnows() {
    Set<String> known = SettingNames.known();
    for (JsonNode file : List.of(COMPOSE, DEVELOPMENT)) {
      for (String service : OURS) {
        file.path("services")
            .path(service)
            .path("environment")
            .fieldNames()
            .forEachRemaining(
                name ->
                    assertTrue(
                        known.contains(SettingNames.withoutFile(name)), name + " is in no table"));
      }
    }
  }

  @Test
  void theBackendIsHardenedAndPublishedOnTheLoopbackInterfaceOnly() {
    JsonNode backend = COMPOSE.path("services").path("backend");
    JsonNode inherited = COMPOSE.path("x-hardened");
    for (String rule : List.of("read_only", "cap_drop", "security_opt")) {
      assertEquals(inherited.path(rule), backend.path(rule), rule);
    }
    String port = Dockerfile.read(Path.of("Dockerfile")).only("EXPOSE");
    assertEquals("[\"127.0.0.1:%s:%s\"]".formatted(port, port), backend.path("ports").toString());
    assertEquals("backend:/app/data", backend.at("/volumes/0").asText());
  }

  @Test
  void imagesHaveAVersionAndDockerfilesAreThere() {
    for (JsonNode service : COMPOSE.path("services")) {
      String image = service.path("image").asText();
      assertTrue(image.matches(".+:.+") && !image.endsWith("latest"), image);
      String dockerfile = service.at("/build/dockerfile").asText("docker/Dockerfile");
      assertTrue(Files.exists(Path.of("..", dockerfile)), dockerfile);
    }
  }
}
