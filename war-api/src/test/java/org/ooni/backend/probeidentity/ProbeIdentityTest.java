// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.probeidentity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.specimpl.ResteasyHttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.flow.EventCounters;
import org.ooni.backend.flow.EventCounters.Event;
import org.ooni.backend.problem.BadRequest;
import org.ooni.backend.problem.Unauthorized;
import org.ooni.backend.session.TokenKeys;
import org.ooni.backend.session.TokenReading;

class ProbeIdentityTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.890Z");
  private final TokenKeys keys =
      new TokenKeys(Optional.empty(), Optional.of("a key for probes, 0123456789 abcdef"));
  private final ProbeTokens tokens = new ProbeTokens();

  ProbeIdentityTest() {
    tokens.keys = keys;
    tokens.counters = new EventCounters();
    tokens.clock = Clock.fixed(NOW, ZoneOffset.UTC);
  }

  @Test
  void aNameHas132CharactersAndSaysOnlyWhenItWasGiven() throws IOException {
    String name = register("{\"password\":\"p\",\"platform\":\"x\"}");
    assertEquals(132, name.length());
    assertEquals("{\"iat\":1772600767,\"aud\":\"probe_login\"}", claims(name).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "[]", "null"})
  void aRegistrationIsAnObject(String body) {
    assertThrows(BadRequest.class, () -> register(body));
  }

  @Test
  void aRegisteredProbeLogsIn() throws IOException {
    Map<?, ?> login = login(body(register("{}"), "\"p\""));
    assertEquals("2026-03-11T05:06:07Z", login.get("expire"));
    String token = login.get("token").toString();
    assertInstanceOf(TokenReading.Genuine.class, keys.probe().read(token, "probe_token", NOW));
    JsonNode claims = claims(token);
    assertEquals(1772600767, claims.path("registration_time").asLong());
    assertEquals("probe_token", claims.path("aud").asText());
    assertEquals(NOW.getEpochSecond() + 8 * 86400, claims.path("exp").asLong());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2021-01-02-abcdef", "x", "a.b", "probe@example"})
  void aNameFromBeforeTokensLogsIn(String name) throws IOException {
    JsonNode claims = claims(login(body(name, "\"p\"")).get("token").toString());
    assertTrue(claims.has("registration_time"));
    assertNull(claims.path("registration_time").textValue());
    assertTrue(claims.path("registration_time").isNull());
  }

  @Test
  void aTokenOfAnotherKindOrKeyIsRefused() throws IOException {
    String name = register("{}");
    String probe = login(body(name, "\"p\"")).get("token").toString();
    TokenKeys others =
        new TokenKeys(Optional.empty(), Optional.of("another key, 0123456789 abcdefghijk"));
    String foreign = others.probe().sign(Map.of("iat", 1, "aud", "probe_login"));
    String untimed = keys.probe().sign(Map.of("aud", "probe_login"));
    String unsigned = name.substring(0, name.lastIndexOf('.') + 1);
    for (String wrong : new String[] {probe, foreign, untimed, unsigned}) {
      Unauthorized refused =
          assertThrows(Unauthorized.class, () -> login(body(wrong, "\"p\"")), wrong);
      assertEquals("Invalid credentials", refused.getMessage());
    }
    assertEquals(
        Map.of("audience", 1L, "no_time", 1L, "ok", 1L, "signature", 2L),
        tokens.counters.byDetail(Event.PROBE_LOGIN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"username\":\"x\"}",
        "{\"username\":\"x\",\"password\":null}",
        "{\"username\":null,\"password\":\"p\"}",
        "{\"username\":5,\"password\":\"p\"}"
      })
  void bothMembersAreNeeded(String body) {
    Unauthorized refused = assertThrows(Unauthorized.class, () -> login(body));
    assertEquals("Missing credentials", refused.getMessage());
  }

  @Test
  void anUpdateIsCountedAndNothingElse() throws IOException {
    ProbeUpdateResource resource = new ProbeUpdateResource();
    resource.counters = tokens.counters;
    resource.headers = new ResteasyHttpHeaders(new MultivaluedHashMap<>());
    assertEquals(
        Map.of("status", "ok"), resource.update(stream("{\"probe_cc\":\"IT\"}")).getEntity());
    assertEquals(Map.of("", 1L), tokens.counters.byDetail(Event.PROBE_UPDATE));
    assertThrows(BadRequest.class, () -> resource.update(stream("")));
  }

  @Test
  void tokensAreNotKeptByCaches() throws IOException {
    RegistrationResource resource = new RegistrationResource();
    resource.tokens = tokens;
    resource.headers = new ResteasyHttpHeaders(new MultivaluedHashMap<>());
    assertEquals("no-cache", resource.register(stream("{}")).getHeaderString("Cache-Control"));
    assertFalse(resource.register(stream("{}")).getEntity().toString().contains("null"));
  }

  private String register(String body) throws IOException {
    RegistrationResource resource = new RegistrationResource();
    resource.tokens = tokens;
    resource.headers = new ResteasyHttpHeaders(new MultivaluedHashMap<>());
    return ((Map<?, ?>) resource.register(stream(body)).getEntity()).get("client_id").toString();
  }

  private Map<?, ?> login(String body) throws IOException {
    LoginResource resource = new LoginResource();
    resource.tokens = tokens;
    resource.counters = tokens.counters;
    resource.headers = new ResteasyHttpHeaders(new MultivaluedHashMap<>());
    return (Map<?, ?>) resource.login(stream(body)).getEntity();
  }

  private static String body(String name, String password) {
    return "{\"username\":\"%s\",\"password\":%s}".formatted(name, password);
  }

  private static JsonNode claims(String token) throws IOException {
    return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
