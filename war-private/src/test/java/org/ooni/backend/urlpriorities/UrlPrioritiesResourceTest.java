// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.urlpriorities;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
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
import org.ooni.backend.session.SessionTokens;

class UrlPrioritiesResourceTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String RULE =
      "{'category_code':'NEWS','priority':100,'cc':'','url':'https://example.org/'}";

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final Dispatcher dispatcher = MockDispatcherFactory.createDispatcher();
  private final SessionTokens tokens = new SessionTokens();
  private final RuleTable table = new RuleTable();

  @BeforeEach
  void deploy() throws SQLException {
    postgres.truncateAll();
    table.database = new WriteDatabase(postgres.application());
    UrlPrioritiesResource resource = new UrlPrioritiesResource();
    resource.rules = table;
    resource.sessions = tokens.sessions(Clock.fixed(NOW, ZoneOffset.UTC));
    dispatcher.getRegistry().addSingletonResource(resource);
    dispatcher.getProviderFactory().registerProvider(ProblemMapper.class);
  }

  @Test
  void onlyAdminsChangeRules() throws Exception {
    assertEquals(401, update("{'new_entry':" + RULE + "}", "").getStatus());
    assertEquals(401, update("{'new_entry':" + RULE + "}", tokens.bearer("user", NOW)).getStatus());
    assertEquals(31, table.list().size());
  }

  @Test
  void aRuleIsAddedChangedAndTakenAway() throws Exception {
    assertDone("{'new_entry':" + RULE + "}");
    assertTrue(table.list().contains(shown(100)));
    String dearer = RULE.replace("100", "-5");
    assertDone("{'old_entry':" + RULE + ",'new_entry':" + dearer + "}");
    assertTrue(table.list().contains(shown(-5)));
    assertEquals(32, table.list().size());
    assertDone("{'old_entry':" + dearer + ",'new_entry':{}}");
    assertEquals(31, table.list().size());
  }

  @Test
  void aDuplicateLeavesTheOldRuleWhereItWas() throws Exception {
    assertDone("{'new_entry':" + RULE + "}");
    assertRefused(400, "err_duplicate_rule", "{'new_entry':" + RULE.replace("100", "7") + "}");
    assertRefused(
        400,
        "err_duplicate_rule",
        "{'old_entry':" + RULE + ",'new_entry':{'category_code':'GAME','priority':1}}");
    assertTrue(table.list().contains(shown(100)));
  }

  @Test
  void anOldRuleMustBeThere() throws Exception {
    assertRefused(404, "err_rule_not_found", "{'old_entry':" + RULE + "}");
    assertDone("{'new_entry':" + RULE + "}");
    assertRefused(404, "err_rule_not_found", "{'old_entry':" + RULE.replace("100", "99") + "}");
    assertDone("{'old_entry':{'category_code':'NEWS','url':'https://example.org/'}}");
    assertFalse(table.list().contains(shown(100)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'new_entry':{'category_code':'NEWS'}}",
        "{'new_entry':{'category_code':7,'priority':1}}",
        "{'new_entry':{'category_code':'NEWS','priority':'1'}}",
        "{'new_entry':{'category_code':'NEWS','priority':1.5}}",
        "{'new_entry':{'category_code':'NEWS','priority':99999999999}}",
        "{'new_entry':{'url':'a\\u0000b','priority':1}}",
        "{'new_entry':['NEWS']}",
      })
  void badRulesAreRefused(String request) throws Exception {
    assertRefused(400, "err_bad_rule", request);
    assertEquals(31, table.list().size());
  }

  @Test
  void nothingToDoIsRefused() throws Exception {
    assertRefused(400, "err_no_proposed_changes", "{}");
    assertRefused(400, "err_no_proposed_changes", "{'old_entry':null,'new_entry':{}}");
  }

  private static RuleTable.Shown shown(int priority) {
    return new RuleTable.Shown("NEWS", "*", "*", priority, "https://example.org/");
  }

  private void assertDone(String request) throws Exception {
    MockHttpResponse response = update(request, tokens.bearer("admin", NOW));
    assertEquals("200 1", response.getStatus() + " " + response.getContentAsString());
  }

  private void assertRefused(int status, String error, String request) throws Exception {
    MockHttpResponse response = update(request, tokens.bearer("admin", NOW));
    assertEquals(status, response.getStatus(), response.getContentAsString());
    String answer = response.getContentAsString();
    assertTrue(answer.contains("\"err_str\":\"" + error + "\""), answer);
  }

  private MockHttpResponse update(String request, String token) throws Exception {
    MockHttpResponse response = new MockHttpResponse();
    MockHttpRequest post =
        MockHttpRequest.post("/url-priorities/update")
            .content(request.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    dispatcher.invoke(post.header("Authorization", token), response);
    return response;
  }
}
