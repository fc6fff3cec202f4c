// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.apidocs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.ooni.backend.problem.NotFound;

class ApiDocsResourceTest {

  private final ApiDocsResource docs = new ApiDocsResource();

  @Test
  void everythingThePageNeedsIsServedFromHere() {
    String page = text(docs.page(null, null));
    List<String> addresses =
        Pattern.compile("(?:src|href)=\"([^\"]*)\"")
            .matcher(page)
            .results()
            .map(result -> result.group(1))
            .toList();
    assertEquals(5, addresses.size());
    for (String address : addresses) {
      assertTrue(address.startsWith("/"), address);
      if (address.startsWith("/apidocs/")) {
        Response file = docs.file(address.substring("/apidocs/".length()), null, null);
        assertEquals(200, file.getStatus(), address);
        assertTrue(((byte[]) file.getEntity()).length > 100, address);
      }
    }
  }

  @Test
  void nothingElseIsServed() {
    for (String name : List.of("index", "..", "pom.properties", "swagger-ui.js", "")) {
      assertThrows(NotFound.class, () -> docs.file(name, null, null), name);
    }
  }

  @Test
  void aBrowserMayAskNobodyElse() {
    String policy = docs.page(null, null).getHeaderString("Content-Security-Policy");
    assertTrue(policy.startsWith("default-src 'none'; script-src 'self';"), policy);
    assertFalse(policy.contains("http"), policy);
  }

  @Test
  void whoCanReadGzipGetsIt() throws IOException {
    byte[] plain = (byte[]) docs.file("swagger-ui.css", null, "br, gzip;q=0").getEntity();
    Response answer = docs.file("swagger-ui.css", null, "br, GZIP;q=0.5");
    assertEquals("gzip", answer.getHeaderString("Content-Encoding"));
    byte[] compressed = (byte[]) answer.getEntity();
    assertTrue(compressed.length < plain.length / 4);
    assertArrayEquals(
        plain, new GZIPInputStream(new ByteArrayInputStream(compressed)).readAllBytes());
  }

  @Test
  void whoHasAFileDoesNotGetItAgain() {
    String tag = docs.page(null, null).getHeaderString("ETag");
    assertEquals(304, docs.page(tag, null).getStatus());
    assertEquals(200, docs.file("swagger-ui.css", tag, null).getStatus());
  }

  @Test
  void oldLinksLeadToThePage() {
    docs.baseUrl = URI.create("https://api.example.org");
    assertEquals(302, docs.api().getStatus());
    assertEquals("https://api.example.org/apidocs", docs.api().getHeaderString("Location"));
  }

  private static String text(Response answer) {
    return new String((byte[]) answer.getEntity(), StandardCharsets.UTF_8);
  }
}
