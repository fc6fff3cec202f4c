// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.slowqueries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.pagetest.Page;
import org.ooni.backend.pagetest.Tokens;
import org.ooni.backend.schema.MigratedPostgres;
import org.ooni.backend.statements.StatementReader;

class SlowQueriesResourceTest {

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final SlowQueriesResource resource = new SlowQueriesResource();
  private final Tokens tokens = new Tokens();

  @BeforeEach
  void deploy() {
    resource.sessions = tokens.sessions();
    read(postgres.application());
  }

  @Test
  void anAdminSeesWhatKeepsTheDatabaseBusyWithoutItsValues() throws Exception {
    try (Connection connection = postgres.application().getConnection();
        PreparedStatement slow =
            connection.prepareStatement("SELECT pg_sleep(0.3), 'a secret of somebody', ?")) {
      slow.setInt(1, 7);
      slow.execute();
    }
    JsonNode answer = get(tokens.admin(), 200);
    assertTrue(answer.get("available").asBoolean());
    assertTrue(answer.get("calls").asLong() > 0);
    JsonNode found = null;
    for (JsonNode statement : answer.get("heaviest")) {
      found = statement.get("query").asText().contains("pg_sleep") ? statement : found;
    }
    assertTrue(found.get("longest_milliseconds").asDouble() >= 300, answer.toString());
    assertEquals(1, found.get("rows").asInt() / found.get("calls").asInt());
    assertFalse(answer.toString().contains("a secret of somebody"));
  }

  @Test
  void whatOthersAskTheServerIsNotShown() throws Exception {
    execute(postgres.owner(), "SELECT 'mark', pg_sleep(0.5)");
    assertFalse(get(tokens.admin(), 200).toString().contains("$1, pg_sleep($2)"));
  }

  @Test
  void nobodyElseSeesAnything() throws Exception {
    assertFalse(get(tokens.user("0123456789abcdef".repeat(2)), 401).has("heaviest"));
  }

  @Test
  void aDatabaseWithoutTheExtensionSaysWhatHelps() throws Exception {
    postgres.bootstrap("without_statistics");
    execute(
        postgres.dataSource("postgres", "without_statistics"),
        "DROP EXTENSION IF EXISTS pg_stat_statements");
    read(postgres.dataSource("ooni_app", "without_statistics"));
    JsonNode answer = get(tokens.admin(), 200);
    assertFalse(answer.get("available").asBoolean());
    assertTrue(answer.get("reason").asText().contains("bootstrap.sql"), answer.toString());
  }

  private void read(DataSource database) {
    resource.reader = new StatementReader(new ReadDatabase(database, Duration.ofSeconds(10)));
  }

  private static void execute(DataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private JsonNode get(String token, int status) throws Exception {
    MockHttpResponse response =
        new Page(resource)
            .send(MockHttpRequest.get("/slow_queries").header("Authorization", "Bearer " + token));
    assertEquals(status, response.getStatus());
    return new ObjectMapper().readTree(response.getContentAsString());
  }
}
