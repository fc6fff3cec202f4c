// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.cors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.FilterChain;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.clientaddress.Requests;
import org.ooni.backend.ratelimit.Answers;

class CorsFilterTest {

  private static final String ORIGIN = "Access-Control-Allow-Origin";
  private static final String CREDENTIALS = "Access-Control-Allow-Credentials";
  private static final String LOCAL = "http://127.0.0.1:3100";

  private final CorsFilter filter = new CorsFilter();
  private Answers answers;
  private boolean passed;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://explorer.ooni.org",
        "https://explorer.test.ooni.org",
        "https://a-1.dev.ooni.io",
        "https://EXPLORER.ooni.io",
      })
  void pagesOfOoniMayDoWhatTheirUserMay(String origin) throws Exception {
    filter.origins = new CorsOrigins(shipped());
    ask("POST", Map.of("Origin", List.of(origin)));
    assertTrue(passed);
    assertEquals(origin, answers.headers().get(ORIGIN));
    assertEquals("true", answers.headers().get(CREDENTIALS));
    assertEquals("Origin", answers.headers().get("Vary"));
  }

  @Test
  void scriptsReadWhereTheNextPageIsAndWhatThisOneHasCost() throws Exception {
    filter.origins = new CorsOrigins("*");
    ask("GET", Map.of("Origin", List.of(LOCAL)));
    String names = answers.headers().get("Access-Control-Expose-Headers");
    assertTrue(
        List.of(names.split(", ")).containsAll(List.of("ETag", "Link", "X-Query-Cost")), names);
  }

  /** Hostile case F11. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil",
        "null",
        "https://x.ooni.org.evil",
        "https://evil-ooni.org",
        "https://ooni.org",
        "http://explorer.ooni.org",
        "https://explorer.ooni.org:8443",
        "https://a.b.ooni.org",
        "https://explorer.ooni.org\nx",
        "https://explorerxooni.org",
        "*",
      })
  void othersReadWithoutCredentialsAndSendNothing(String origin) throws Exception {
    filter.origins = new CorsOrigins(shipped());
    ask("GET", Map.of("Origin", List.of(origin)));
    assertTrue(passed);
    assertEquals("*", answers.headers().get(ORIGIN));
    assertFalse(answers.headers().containsKey(CREDENTIALS));
    ask("POST", Map.of("Origin", List.of(origin)));
    assertFalse(answers.headers().containsKey(ORIGIN));
    assertFalse(answers.headers().containsKey(CREDENTIALS));
  }

  @Test
  void withoutTheStarOthersReadNothing() throws Exception {
    filter.origins = new CorsOrigins(LOCAL + ", ^https://[a-z]+[.]example$");
    ask("GET", Map.of("Origin", List.of("https://evil")));
    assertFalse(answers.headers().containsKey(ORIGIN));
    ask("GET", Map.of("Origin", List.of(LOCAL)));
    assertEquals(LOCAL, answers.headers().get(ORIGIN));
    ask("GET", Map.of("Origin", List.of("https://page.example")));
    assertEquals("https://page.example", answers.headers().get(ORIGIN));
    ask("GET", Map.of("Origin", List.of("https://page.example.evil")));
    assertFalse(answers.headers().containsKey(ORIGIN));
  }

  @Test
  void whoIsNoBrowserIsNotTold() throws Exception {
    filter.origins = new CorsOrigins(shipped());
    ask("GET", Map.of());
    assertEquals(Map.of("Vary", "Origin"), answers.headers());
    ask("GET", Map.of("Origin", List.of("https://explorer.ooni.org", "https://evil")));
    assertEquals("Origin", answers.headers().get("Vary"));
    assertFalse(answers.headers().containsKey(ORIGIN));
  }

  @Test
  void aPreflightIsAnsweredHere() throws Exception {
    filter.origins = new CorsOrigins(LOCAL);
    ask("OPTIONS", preflight(LOCAL, "POST", "authorization, content-type"));
    assertFalse(passed);
    assertEquals(204, answers.status());
    assertEquals(LOCAL, answers.headers().get(ORIGIN));
    assertEquals("true", answers.headers().get(CREDENTIALS));
    assertEquals(
        "authorization, content-type", answers.headers().get("Access-Control-Allow-Headers"));
    assertTrue(answers.headers().get("Access-Control-Allow-Methods").contains("POST"));
  }

  @Test
  void aPreflightOfOthersAllowsReadingOnly() throws Exception {
    filter.origins = new CorsOrigins(shipped());
    ask("OPTIONS", preflight("https://evil", "GET", "x-requested-with"));
    assertEquals("*", answers.headers().get(ORIGIN));
    assertEquals("GET, HEAD", answers.headers().get("Access-Control-Allow-Methods"));
    ask("OPTIONS", preflight("https://evil", "POST", "authorization"));
    assertFalse(answers.headers().containsKey(ORIGIN));
    assertFalse(answers.headers().containsKey(CREDENTIALS));
    assertFalse(passed);
  }

  @Test
  void namesOfHeadersThatAreNoneAreNotRepeated() throws Exception {
    filter.origins = new CorsOrigins(LOCAL);
    for (String names : List.of("a\r\nSet-Cookie: x", "a;b", "", "a,", "a".repeat(501))) {
      ask("OPTIONS", preflight(LOCAL, "POST", names));
      assertFalse(answers.headers().containsKey("Access-Control-Allow-Headers"), names);
    }
  }

  @Test
  void optionsWithoutAnOriginAreNoPreflight() throws Exception {
    filter.origins = new CorsOrigins(LOCAL);
    ask("OPTIONS", Map.of());
    assertTrue(passed);
    passed = false;
    ask("OPTIONS", Map.of("Origin", List.of(LOCAL)));
    assertTrue(passed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "explorer.ooni.org",
        "https://explorer.ooni.org/",
        "https://explorer.ooni.org/path",
        "ftp://a.example",
        "https://user@a.example",
        "https://a.example|https://b.example",
        "^https://a.example",
        "^https://($",
        "null",
      })
  void whatIsNoOriginStopsTheStartByName(String setting) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> new CorsOrigins(setting));
    assertTrue(refused.getMessage().startsWith("CORS_ORIGINS"), refused.getMessage());
  }

  private static String shipped() throws IOException {
    Properties defaults = new Properties();
    try (InputStream file =
        CorsFilter.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
      defaults.load(file);
    }
    return defaults.getProperty("CORS_ORIGINS");
  }

  private static Map<String, List<String>> preflight(String origin, String method, String names) {
    return Map.of(
        "Origin",
        List.of(origin),
        "Access-Control-Request-Method",
        List.of(method),
        "Access-Control-Request-Headers",
        List.of(names));
  }

  private void ask(String method, Map<String, List<String>> asked) throws Exception {
    FilterChain chain = (request, response) -> passed = true;
    answers = new Answers();
    filter.doFilter(Requests.from("192.0.2.1", method, "/", asked), answers.response(), chain);
  }
}
