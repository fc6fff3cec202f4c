// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.ratelimit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ooni.backend.clientaddress.AddressHash;
import org.ooni.backend.clientaddress.ClientAddress;
import org.ooni.backend.clientaddress.Requests;
import org.ooni.backend.flow.EventCounters;
import org.ooni.backend.flow.EventCounters.Event;

class RateLimitFilterTest {

  private static final String READ = "/api/v1/measurements";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-04T05:06:30Z"), ZoneOffset.UTC);
  private final EventCounters counters = new EventCounters();
  private final RateLimitFilter filter = filter("10/minute;400000/day", "192.0.2.9");

  @Test
  void aReaderWhoHasUsedUpItsQuotaIsTurnedAway() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertEquals(200, ask(READ, "192.0.2.1", Map.of()).status());
    }
    Answers refused = ask(READ, "192.0.2.1", Map.of("X-Secret", List.of("s")));
    assertEquals(429, refused.status());
    assertEquals("{\"error\":\"quota exceeded\"}", refused.body());
    assertEquals("0", refused.headers().get("X-RateLimit-Remaining"));
    assertEquals("0", refused.headers().get("RateLimit-Remaining"));
    assertEquals("10", refused.headers().get("RateLimit-Limit"));
    assertEquals("36", refused.headers().get("Retry-After"));
    assertEquals(200, ask(READ, "192.0.2.2", Map.of()).status());
    assertEquals(Map.of("quota", 1L), counters.byDetail(Event.LIMITED));
  }

  /** Hostile case G-03. */
  @Test
  void theRefusalRepeatsNothingOfTheRequest() throws Exception {
    for (int i = 0; i < 10; i++) {
      ask(READ, "192.0.2.1", Map.of());
    }
    Answers refused = ask(READ, "192.0.2.1", Map.of("X-Secret", List.of("s")));
    assertEquals(
        Set.of(
            "Cache-Control",
            "Content-Type",
            "RateLimit-Limit",
            "RateLimit-Remaining",
            "RateLimit-Reset",
            "Retry-After",
            "X-Content-Type-Options",
            "X-RateLimit-Remaining"),
        refused.headers().keySet());
  }

  /** Hostile case G-01. */
  @Test
  void forgedAddressesAreOneClient() throws Exception {
    int refused = 0;
    for (int i = 0; i < 1000; i++) {
      Map<String, List<String>> forged = Map.of("X-Forwarded-For", List.of("1.2.3." + i % 256));
      refused += ask(READ, "192.0.2.1", forged).status() == 429 ? 1 : 0;
    }
    assertEquals(990, refused);
  }

  @Test
  void probesAreNeverMetered() throws Exception {
    for (String path :
        List.of(
            "/report",
            "/report/20260304T050607Z_ndt_IT_1_n1_0123456789abcdef",
            "/report/x/close",
            "/report/",
            "/api/v1/submit_measurement",
            "/api/v1/check-in",
            "/api/_/check-in",
            "/api/v1/test-helpers",
            "/api/v1/register",
            "/api/v1/login",
            "/api/v1/test-list/urls",
            "/api/v1/test-list/psiphon-config",
            "/api/v1/collectors",
            "/api/v1/geolookup",
            "/api/v2/oonirun/links/10000",
            "/api/v2/oonirun/links/10000/engine-descriptor/latest",
            "/api/_/ooni_run/fetch/100",
            "/bouncer/net-tests")) {
      for (int i = 0; i < 30; i++) {
        Answers answer = ask(path, "192.0.2.1", Map.of());
        assertEquals(200, answer.status(), path);
        assertEquals(Map.of(), answer.headers(), path);
      }
    }
  }

  @Test
  void aReaderDoesNotPassForAProbe() {
    for (String path :
        List.of(
            "/report/../api/v1/measurements",
            "/report/..;/api/v1/measurements",
            "/report/%2e%2e/api/v1/measurements",
            "/report//../api/v1/measurements",
            "/reports",
            "/api/v1/check-in/x",
            "/api/v2/oonirun/links",
            "/api/v2/oonirun/links/",
            "/api/_/ooni_run/list",
            "/report/" + "a/".repeat(4000))) {
      assertEquals(Family.READ, Family.of(path), path);
    }
  }

  @Test
  void whoIsOnTheListIsNotMetered() throws Exception {
    for (int i = 0; i < 30; i++) {
      assertEquals(200, ask(READ, "192.0.2.9", Map.of()).status());
    }
  }

  @Test
  void oneTooManyAtTheSameTimeIsToldToComeBack() throws Exception {
    FilterChain inner =
        (request, response) -> {
          Answers refused = ask("/report/y", "192.0.2.2", Map.of());
          assertEquals(503, refused.status());
          int seconds = Integer.parseInt(refused.headers().get("Retry-After"));
          assertTrue(seconds >= 30 && seconds < 90);
          assertTrue(refused.body().contains("(CONCURRENT_SUBMISSIONS)"), refused.body());
          assertEquals(200, ask("/api/v1/check-in", "192.0.2.2", Map.of()).status());
        };
    Answers first = new Answers();
    filter.doFilter(Requests.from("192.0.2.1", "/report/x", Map.of()), first.response(), inner);
    assertEquals(Map.of("busy_submission", 1L), counters.byDetail(Event.LIMITED));
    assertEquals(200, ask("/report/z", "192.0.2.1", Map.of()).status());
  }

  @Test
  void everyBoundHasItsSetting() {
    for (Family family : Family.values()) {
      assertEquals(family.isBounded(), family.setting().startsWith("CONCURRENT_"), family.name());
    }
  }

  @Test
  void theCostOfARequestIsToldWithTheAnswer() throws Exception {
    Answers answer = new Answers();
    filter.doFilter(
        Requests.from("192.0.2.1", READ, Map.of()),
        answer.response(),
        (request, response) -> {
          Metering metering = (Metering) request.getAttribute(Metering.ATTRIBUTE);
          metering.chargeAndTell((HttpServletResponse) response);
        });
    assertEquals("1", answer.headers().get("X-Query-Cost"));
    assertEquals("9", answer.headers().get("X-RateLimit-Remaining"));
  }

  @Test
  void aFailureGivesThePlaceBack() throws Exception {
    FilterChain failing =
        (request, response) -> {
          throw new IOException("gone");
        };
    Answers answer = new Answers();
    assertThrows(
        IOException.class,
        () ->
            filter.doFilter(
                Requests.from("192.0.2.1", "/report/x", Map.of()), answer.response(), failing));
    assertEquals(200, ask("/report/x", "192.0.2.1", Map.of()).status());
  }

  @Test
  void aQuotaThatIsNotOneStopsTheStartByName() {
    for (String text : List.of("", "10", "0/minute", "10/second", "10/minute;", "-1/day")) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> filter(text, ""));
      assertTrue(refused.getMessage().startsWith("RATE_LIMIT_QUOTAS"), text);
    }
    assertFalse(Quota.parseList("Q", "10/minute;5/7day").isEmpty());
  }

  private Answers ask(String path, String peer, Map<String, List<String>> headers)
      throws IOException, ServletException {
    Answers answer = new Answers();
    filter.doFilter(
        Requests.from(peer, path, headers), answer.response(), (request, response) -> {});
    return answer;
  }

  private RateLimitFilter filter(String quotas, String allowed) {
    RateLimits limits = new RateLimits();
    limits.addresses = new ClientAddress(List.of(), new AddressHash("a key of a test"));
    limits.counters = counters;
    limits.clock = CLOCK;
    limits.quotaTexts = quotas;
    limits.allowedTexts = Optional.of(allowed);
    limits.mostClients = 100;
    limits.submissions = 1;
    limits.checkIns = 1;
    limits.probeRequests = 1;
    limits.reads = 1;
    limits.patience = Duration.ofMillis(1);
    limits.configure();
    RateLimitFilter made = new RateLimitFilter();
    made.limits = limits;
    made.addresses = limits.addresses;
    made.counters = counters;
    return made;
  }
}
