// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.dockerflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionResourceTest {

  @TempDir Path directory;

  @Test
  void aContainersFileIsAnsweredAsItIs() throws IOException {
    String file = "{\"source\":\"s\",\"version\":\"1.2\",\"commit\":\"c\",\"build\":\"b\"}";
    Files.writeString(directory.resolve("version.json"), file);
    assertEquals(file, resource().versionObject().getEntity());
    assertEquals("{\"version\":\"1.2\",\"build_label\":\"b\"}", resource().version().getEntity());
  }

  @Test
  void withoutAFileTheBuildHasTheFourMembers() throws IOException {
    String answer = resource().versionObject().getEntity().toString();
    JsonNode version = new ObjectMapper().readTree(answer);
    assertEquals(4, version.size());
    assertTrue(version.at("/source").isTextual() && version.at("/build").isTextual());
    assertTrue(version.at("/version").asText().matches("[0-9v].*"), answer);
    assertFalse(answer.contains("$"), answer);
  }

  private VersionResource resource() {
    VersionResource resource = new VersionResource();
    resource.file = directory.resolve("version.json");
    return resource;
  }
}
