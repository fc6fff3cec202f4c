// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archiverequests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.mock.MockDispatcherFactory;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.jboss.resteasy.spi.Dispatcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.problem.ProblemMapper;
import org.ooni.backend.schema.MigratedPostgres;
import org.ooni.backend.session.Sessions;
import org.ooni.backend.session.TokenKeys;

class ArchiveRequestsResourceTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final Dispatcher dispatcher = MockDispatcherFactory.createDispatcher();
  private final TokenKeys keys =
      new TokenKeys(Optional.of("0123456789abcdefghijklmnopqrstuvwxyz"), Optional.empty());

  @BeforeEach
  void deploy() throws SQLException {
    postgres.truncateAll();
    ArchiveRequestsResource resource = new ArchiveRequestsResource();
    resource.requests = new ArchiveRequestTable();
    resource.requests.database = postgres.application();
    resource.sessions = new Sessions(keys, Clock.fixed(NOW, ZoneOffset.UTC), "admin@example.com");
    dispatcher.getRegistry().addSingletonResource(resource);
    dispatcher.getProviderFactory().registerProvider(ProblemMapper.class);
  }

  @Test
  void anAdminAsksOnceHoweverOften() throws Exception {
    MockHttpResponse first = post("admin@example.com");
    assertEquals(202, first.getStatus());
    assertEquals(first.getContentAsString(), post("admin@example.com").getContentAsString());
    assertEquals("1", count());
  }

  @Test
  void nobodyElseAsks() throws Exception {
    assertEquals(401, post("user@example.com").getStatus());
    assertEquals("0", count());
  }

  private String count() throws SQLException {
    try (Connection connection = postgres.application().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM archive_request")) {
      row.next();
      return row.getString(1);
    }
  }

  private MockHttpResponse post(String email) throws Exception {
    long now = NOW.getEpochSecond();
    Map<String, Object> claims =
        Map.of(
            "aud",
            Sessions.AUDIENCE,
            "iat",
            now,
            "exp",
            now + 60,
            "login_time",
            now,
            "role",
            "admin",
            "account_id",
            "0123456789abcdef".repeat(2),
            "email_address",
            email);
    MockHttpResponse response = new MockHttpResponse();
    MockHttpRequest post =
        MockHttpRequest.post("/archive/run")
            .header("Authorization", "Bearer " + keys.session().sign(claims));
    dispatcher.invoke(post, response);
    return response;
  }
}
