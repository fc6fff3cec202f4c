// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feeders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.feeders.FeedRefused.Reason;

class AddressGuardTest {

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
  void addressesInsideAreNotConnectedTo() {
    rules.privateAddresses = false;
    origin.put("/a", "", bytes("secret"));
    assertEquals(Reason.BLOCKED, refusal());
    String port = origin.url("").replaceAll(".*:", "");
    for (String host :
        List.of(
            "localhost",
            "[::1]",
            "[::ffff:127.0.0.1]",
            "2130706433",
            "0.0.0.0",
            "169.254.169.254")) {
      assertEquals(Reason.BLOCKED, refusal(URI.create("http://" + host + ":" + port + "/a")), host);
    }
    assertEquals(0, origin.requests.get());
  }

  @Test
  void redirectsAreJudgedLikeTheFirstAddress() {
    origin.put("/b", "", bytes("x"));
    origin.redirect("/a", "/b");
    assertEquals("x", content());
    origin.redirect("/a", "file:///etc/hostname");
    assertEquals(Reason.STATUS, refusal());
    rules.schemes = Set.of("http");
    origin.redirect("/a", "https://127.0.0.1/");
    assertEquals(Reason.BLOCKED, refusal());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://example.org/x", "jar:file:///x!/y", "gopher://example.org/"})
  void otherSchemesAreBlocked(String uri) {
    assertEquals(Reason.BLOCKED, refusal(URI.create(uri)));
  }

  @Test
  void filesAreReadWhenAllowed(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("a.csv"), "x");
    List<Location> part = List.of(Location.needed(Sources.uri(file.toString())));
    Fetcher.Feedful first = new Fetcher(rules).fetch(part, Map.of()).orElseThrow();
    assertEquals(Optional.empty(), new Fetcher(rules).fetch(part, first.validators()));
    rules.schemes = Set.of("https");
    assertEquals(Reason.BLOCKED, refusal(file.toUri()));
  }

  private String content() {
    try {
      return new String(
          new Fetcher(rules)
              .fetch(List.of(Location.needed(uri("/a"))), Map.of())
              .orElseThrow()
              .parts()
              .get(0)
              .bytes(),
          StandardCharsets.UTF_8);
    } catch (FeedRefused e) {
      throw new AssertionError(e);
    }
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

  private URI uri(String path) {
    return URI.create(origin.url(path));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
