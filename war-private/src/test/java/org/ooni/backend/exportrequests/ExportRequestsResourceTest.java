// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.exportrequests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.database.WriteDatabase;
import org.ooni.backend.problem.ProblemMapper;
import org.ooni.backend.schema.MigratedPostgres;
import org.ooni.backend.session.Sessions;
import org.ooni.backend.session.TokenKeys;

class ExportRequestsResourceTest {

  private static final String MARCH = "{\"month\":\"2026-03\"}";
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final Dispatcher dispatcher = MockDispatcherFactory.createDispatcher();
  private final TokenKeys keys =
      new TokenKeys(Optional.of("0123456789abcdefghijklmnopqrstuvwxyz"), Optional.empty());

  @BeforeEach
  void deploy() throws SQLException {
    postgres.truncateAll();
    ExportRequestsResource resource = new ExportRequestsResource();
    resource.requests = new ExportRequestTable();
    resource.requests.database = new WriteDatabase(postgres.application());
    resource.clock = Clock.fixed(NOW, ZoneOffset.UTC);
    resource.sessions = new Sessions(keys, Clock.fixed(NOW, ZoneOffset.UTC), "admin@example.com");
    dispatcher.getRegistry().addSingletonResource(resource);
    dispatcher.getProviderFactory().registerProvider(ProblemMapper.class);
  }

  @Test
  void anAdminAsksOnceHoweverOften() throws Exception {
    MockHttpResponse first = post("admin@example.com", MARCH);
    assertEquals(202, first.getStatus(), first.getContentAsString());
    assertTrue(first.getContentAsString().endsWith(",\"month\":\"2026-03\"}"));
    assertEquals(first.getContentAsString(), post("admin@example.com", MARCH).getContentAsString());
    assertEquals("1", count());
    assertEquals(202, post("admin@example.com", "{\"month\":\"2026-10\"}").getStatus());
    assertEquals("2", count());
  }

  @Test
  void aMonthThatWasExportedIsNotAskedForAgain() throws Exception {
    execute(
        """
        INSERT INTO export_month (month, attempt, exported_rows, taken_at, files, stored_at)
        VALUES ('2026-03-01', 0, 1, now(), '[]', now())
        """);
    assertEquals(409, post("admin@example.com", MARCH).getStatus());
    assertEquals("0", count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11",
        "2027-01",
        "2011-12",
        "2026-13",
        "2026-3",
        "",
        "2026-03-01",
        "+99999-01",
        "x"
      })
  void whatIsNoMonthThatIsOverIsRefused(String month) throws Exception {
    assertEquals(400, post("admin@example.com", "{\"month\":\"" + month + "\"}").getStatus());
    assertEquals("0", count());
  }

  @Test
  void nobodyElseAsks() throws Exception {
    assertEquals(401, post("user@example.com", MARCH).getStatus());
    assertEquals("0", count());
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = postgres.application().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String count() throws SQLException {
    try (Connection connection = postgres.application().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM export_request")) {
      row.next();
      return row.getString(1);
    }
  }

  private MockHttpResponse post(String email, String body) throws Exception {
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
        MockHttpRequest.post("/export/run")
            .content(body.getBytes(StandardCharsets.UTF_8))
            .header("Authorization", "Bearer " + keys.session().sign(claims));
    dispatcher.invoke(post, response);
    return response;
  }
}
