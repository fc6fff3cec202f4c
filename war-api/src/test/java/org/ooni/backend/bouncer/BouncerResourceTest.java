// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bouncer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.specimpl.ResteasyHttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.problem.BadRequest;

class BouncerResourceTest {

  @Test
  void theFirstTestIsAnsweredWithItsNameAndVersion() throws IOException {
    JsonNode answer =
        ask(
            """
            {"net-tests": [
              {"name": "ndt \\"é", "version": "0.1", "input-hashes": null},
              {"name": "dash", "version": "2"}]}
            """);
    assertEquals(1, answer.path("net-tests").size());
    JsonNode test = answer.at("/net-tests/0");
    assertEquals("ndt \"é", test.path("name").asText());
    assertEquals("0.1", test.path("version").asText());
    assertTrue(test.has("input-hashes") && test.path("input-hashes").isNull());
    assertEquals(2, test.path("collector-alternate").size());
    assertEquals(3, test.path("test-helpers").size());
    assertEquals(2, test.at("/test-helpers-alternate/web-connectivity").size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "{\"net-tests\":[]}",
        "{\"net-tests\":{}}",
        "{\"net-tests\":[5]}",
        "{\"net-tests\":[{\"name\":\"ndt\"}]}",
        "{\"net-tests\":[{\"version\":\"1\"}]}",
        "{\"net-tests\":[{\"name\":1,\"version\":\"1\"}]}"
      })
  void withoutATestThereIsNoAnswer(String body) {
    assertThrows(BadRequest.class, () -> ask(body));
  }

  private static JsonNode ask(String body) throws IOException {
    BouncerResource resource = new BouncerResource();
    resource.headers = new ResteasyHttpHeaders(new MultivaluedHashMap<>());
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String answer = (String) resource.netTests(new ByteArrayInputStream(bytes)).getEntity();
    return new ObjectMapper().readTree(answer);
  }
}
