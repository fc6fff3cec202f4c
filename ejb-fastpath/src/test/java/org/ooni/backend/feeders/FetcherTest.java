// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feeders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.feeders.FeedRefused.Reason;

class FetcherTest {

  private final FetchRules rules = Origin.rules();
  private Origin origin;

  @BeforeEach
  void start() throws Exception {
    origin = new Origin();
  }

  @AfterEach
  void stop() {
    origin.close();
  }

  @Test
  void whatHasNotChangedIsNotSentAgain() throws Exception {
    origin.put("/a", "\"1\"", bytes("x"));
    Fetcher.Feedful first = fetch(Map.of()).orElseThrow();
    assertEquals("a", first.parts().get(0).name());
    assertEquals(Optional.empty(), fetch(first.validators()));
    origin.put("/a", "\"2\"", bytes("y"));
    assertArrayEquals(bytes("y"), fetch(first.validators()).orElseThrow().parts().get(0).bytes());
  }

  @Test
  void withoutAVersionTheBytesTellWhetherItHasChanged() throws Exception {
    origin.put("/a", "", bytes("x"));
    Map<String, String> validators = fetch(Map.of()).orElseThrow().validators();
    assertEquals(Optional.empty(), fetch(validators));
    origin.put("/a", "", bytes("y"));
    assertTrue(fetch(validators).isPresent());
  }

  @Test
  void whenOnePartHasChangedAllAreFetched() throws Exception {
    origin.put("/a", "\"1\"", bytes("a"));
    origin.put("/b", "\"1\"", bytes("b"));
    List<Location> both = List.of(needed("/a"), needed("/b"), Location.optional(uri("/c")));
    Map<String, String> validators =
        new Fetcher(rules).fetch(both, Map.of()).orElseThrow().validators();
    assertEquals(Optional.empty(), new Fetcher(rules).fetch(both, validators));
    origin.put("/b", "\"2\"", bytes("c"));
    assertEquals(2, new Fetcher(rules).fetch(both, validators).orElseThrow().parts().size());
    origin.put("/c", "\"1\"", bytes("c"));
    assertEquals(3, new Fetcher(rules).fetch(both, validators).orElseThrow().parts().size());
  }

  @Test
  void whileAPartIsNotOutTheOneBeforeServes() throws Exception {
    origin.put("/old", "\"1\"", bytes("old"));
    List<Location> part = List.of(new Location(uri("/new"), Optional.of(uri("/old")), false));
    Fetcher.Feedful old = new Fetcher(rules).fetch(part, Map.of()).orElseThrow();
    assertEquals("old", old.parts().get(0).name());
    assertEquals(Optional.empty(), new Fetcher(rules).fetch(part, old.validators()));
    origin.put("/new", "\"1\"", bytes("new"));
    assertEquals(
        "new",
        new Fetcher(rules).fetch(part, old.validators()).orElseThrow().parts().get(0).name());
  }

  @Test
  void errorsAreNotContent() {
    assertEquals(Reason.STATUS, refusal());
    origin.status("/a", 500);
    assertEquals(Reason.STATUS, refusal());
    origin.status("/a", 304);
    assertEquals(Reason.STATUS, refusal());
    origin.redirect("/a", "/a");
    assertEquals(Reason.STATUS, refusal());
    assertTrue(origin.requests.get() < 15);
  }

  @Test
  void aBodyThatBreaksOffIsNotContent() {
    origin.put(
        "/a",
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write(bytes("half"));
          exchange.getResponseBody().flush();
        });
    assertEquals(Reason.UNREACHABLE, refusal());
  }

  @Test
  void anEndlessBodyIsCutAtTheLimit() {
    origin.put(
        "/a",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          endless(exchange.getResponseBody());
        });
    assertEquals(Reason.TOO_LARGE, refusal());
  }

  @Test
  void aSmallBodyThatUnpacksToALargeOneIsCutAsWell() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(new byte[rules.maximumBytes * 4]);
    }
    origin.put(
        "/a",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          exchange.sendResponseHeaders(200, packed.size());
          exchange.getResponseBody().write(packed.toByteArray());
        });
    assertEquals(Reason.TOO_LARGE, refusal());
    assertThrows(
        FeedRefused.class, () -> Unpacked.gunzip(packed.toByteArray(), rules.maximumBytes));
  }

  @Test
  void silenceAndDripsEndAtTheTimeLimits() {
    origin.put("/a", exchange -> pause(5_000));
    assertEquals(Reason.TIMEOUT, refusal());
    origin.put(
        "/a",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          for (int i = 0; i < 50; i++) {
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            pause(100);
          }
        });
    long start = System.nanoTime();
    assertEquals(Reason.TIMEOUT, refusal());
    assertTrue(System.nanoTime() - start < Duration.ofSeconds(4).toNanos());
  }

  private Optional<Fetcher.Feedful> fetch(Map<String, String> validators) throws FeedRefused {
    return new Fetcher(rules).fetch(List.of(needed("/a")), validators);
  }

  private Reason refusal() {
    return refusal(uri("/a"));
  }

  private Reason refusal(URI uri) {
    return assertThrows(
            FeedRefused.class,
            () -> new Fetcher(rules).fetch(List.of(Location.needed(uri)), Map.of()))
        .reason();
  }

  private Location needed(String path) {
    return Location.needed(uri(path));
  }

  private URI uri(String path) {
    return URI.create(origin.url(path));
  }

  private static void endless(OutputStream out) {
    byte[] chunk = new byte[65_536];
    try {
      while (true) {
        out.write(chunk);
      }
    } catch (java.io.IOException e) {
      // the client has gone
    }
  }

  private static void pause(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
