// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.mock.MockDispatcherFactory;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.jboss.resteasy.spi.Dispatcher;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.problem.ProblemMapper;
import org.ooni.backend.schema.MigratedPostgres;
import org.ooni.backend.session.Sessions;
import org.ooni.backend.session.TokenKeys;

/** The endpoints of findings over an empty database, and people who call them. */
final class IncidentsApi {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final Dispatcher dispatcher = MockDispatcherFactory.createDispatcher();
  private final TokenKeys keys =
      new TokenKeys(Optional.of("0123456789abcdefghijklmnopqrstuvwxyz"), Optional.empty());

  private final String adminAddress;

  IncidentsApi(String adminAddress) {
    this.adminAddress = adminAddress;
    try {
      postgres.truncateAll();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    IncidentsResource resource = new IncidentsResource();
    resource.table = new FindingTable();
    resource.table.database = postgres.application();
    resource.shelf = new FindingShelf();
    resource.shelf.database = new ReadDatabase(postgres.application(), Duration.ofSeconds(10));
    resource.clock = Clock.fixed(NOW, ZoneOffset.UTC);
    resource.sessions = new Sessions(keys, resource.clock, adminAddress);
    resource.collectorId = "7";
    dispatcher.getRegistry().addSingletonResource(resource);
    dispatcher.getProviderFactory().registerProvider(ProblemMapper.class);
  }

  /** What was answered. */
  record Answer(int status, JsonNode json) {}

  String create(String finding) throws Exception {
    Answer answer = post("create", finding, admin());
    assertEquals(200, answer.status(), answer.json().toString());
    assertEquals(1, answer.json().get("r").asInt());
    return answer.json().get("id").asText();
  }

  Answer get(String path, String token) throws Exception {
    return invoke(MockHttpRequest.get("/api/v1/incidents/" + path), token);
  }

  Answer post(String path, String body, String token) throws Exception {
    byte[] json = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return invoke(MockHttpRequest.post("/api/v1/incidents/" + path).content(json), token);
  }

  private Answer invoke(MockHttpRequest request, String token) throws Exception {
    MockHttpResponse response = new MockHttpResponse();
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    dispatcher.invoke(request, response);
    String answer = response.getStatus() + " " + response.getContentAsString();
    assertEquals("no-cache", response.getOutputHeaders().getFirst("Cache-Control"), answer);
    return new Answer(response.getStatus(), JSON.readTree(response.getContentAsString()));
  }

  String admin() {
    return token("admin", adminAddress);
  }

  String token(String role, String email) {
    long now = NOW.getEpochSecond();
    return keys.session()
        .sign(
            Map.of(
                "account_id", role.equals("admin") ? "0".repeat(32) : "1".repeat(32),
                "email_address", email,
                "role", role,
                "login_time", now,
                "iat", now,
                "nbf", now,
                "exp", now + 60,
                "aud", "user_auth"));
  }
}
