// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.specimpl.ResteasyHttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.problem.Unauthorized;

class SessionsTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String ACCOUNT = "0123456789abcdef0123456789abcdef";
  private final TokenKeys keys =
      new TokenKeys(
          Optional.of("a key for people, 0123456789 abcdef"),
          Optional.of("a key for probes, 0123456789 abcdef"));
  private final Sessions sessions = new Sessions(keys, CLOCK, "Boss@example.org, x@example.org");

  @Test
  void aGoodTokenIsASession() {
    Session session = sessions.require(bearer(claims("user", "me@example.org")));
    assertEquals(new AccountId(ACCOUNT), session.account());
    assertEquals(Role.USER, session.role());
    assertEquals(NOW.minusSeconds(100), session.loginTime());
    assertFalse(session.toString().contains("example.org"));
  }

  @Test
  void anAdminIsOneAsLongAsTheListSaysSo() {
    assertTrue(sessions.requireAdmin(bearer(claims("admin", "BOSS@example.org"))).isAdmin());
    for (String email : List.of("former@example.org", "")) {
      Unauthorized refused =
          assertThrows(
              Unauthorized.class, () -> sessions.requireAdmin(bearer(claims("admin", email))));
      assertEquals("Role not authorized", refused.getMessage());
    }
  }

  @Test
  void aUserOnTheListStaysOneUntilTheNextLogin() {
    HttpHeaders headers = bearer(claims("user", "boss@example.org"));
    assertThrows(Unauthorized.class, () -> sessions.requireAdmin(headers));
  }

  @Test
  void whoHasNoTokenIsNobody() {
    assertEquals(Optional.empty(), sessions.find(headers()));
    Unauthorized refused = assertThrows(Unauthorized.class, () -> sessions.require(headers()));
    assertEquals("Authentication required", refused.getMessage());
    assertEquals(401, refused.status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Bearer", "Bearer  ", "Basic cHJvbTp4", "Bearer a b", "Bearer e30.e30.e30"})
  void anotherHeaderIsNobodyEither(String header) {
    assertEquals(Optional.empty(), sessions.find(headers(header)));
  }

  @Test
  void twoHeadersAreNobody() {
    String good = "Bearer " + keys.session().sign(claims("user", "a@example.org"));
    assertEquals(Optional.empty(), sessions.find(headers(good, good)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"account_id", "role", "exp", "aud"})
  void everyClaimIsNeeded(String missing) {
    Map<String, Object> claims = claims("user", "me@example.org");
    claims.remove(missing);
    assertEquals(Optional.empty(), sessions.find(bearer(claims)));
  }

  @Test
  void aTokenOfAProbeIsNoSession() {
    String token = keys.probe().sign(claims("user", "me@example.org"));
    assertEquals(Optional.empty(), sessions.find(headers("Bearer " + token)));
  }

  @Test
  void strangeClaimsAreNoSession() {
    for (Map.Entry<String, Object> strange :
        Map.<String, Object>of(
                "role", "root", "account_id", "../etc", "login_time", Long.MAX_VALUE, "exp", "x")
            .entrySet()) {
      Map<String, Object> claims = claims("user", "me@example.org");
      claims.put(strange.getKey(), strange.getValue());
      assertEquals(Optional.empty(), sessions.find(bearer(claims)), strange.getKey());
    }
  }

  @Test
  void aTokenThatSaysNoLoginBeganItsSession() {
    Map<String, Object> claims = claims("user", "me@example.org");
    claims.put("login_time", null);
    assertEquals(Optional.empty(), sessions.find(bearer(claims)));
    claims.put("iat", NOW.getEpochSecond() - 7);
    assertEquals(NOW.minusSeconds(7), sessions.find(bearer(claims)).orElseThrow().loginTime());
  }

  private static Map<String, Object> claims(String role, String email) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("aud", Sessions.AUDIENCE);
    claims.put("exp", NOW.getEpochSecond() + 60);
    claims.put("login_time", NOW.getEpochSecond() - 100);
    claims.put("account_id", ACCOUNT);
    claims.put("role", role);
    if (!email.isEmpty()) {
      claims.put("email_address", email);
    }
    return claims;
  }

  private HttpHeaders bearer(Map<String, Object> claims) {
    return headers("Bearer " + keys.session().sign(claims));
  }

  private static HttpHeaders headers(String... authorization) {
    MultivaluedHashMap<String, String> headers = new MultivaluedHashMap<>();
    for (String value : authorization) {
      headers.add("Authorization", value);
    }
    return new ResteasyHttpHeaders(headers);
  }
}
