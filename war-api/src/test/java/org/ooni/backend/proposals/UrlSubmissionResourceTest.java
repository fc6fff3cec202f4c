// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.proposals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jboss.resteasy.mock.MockDispatcherFactory;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.jboss.resteasy.spi.Dispatcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.flow.EventCounters;
import org.ooni.backend.problem.ProblemMapper;
import org.ooni.backend.ratelimit.Edits;
import org.ooni.backend.schema.MigratedPostgres;
import org.ooni.backend.session.SessionTokens;
import org.ooni.backend.testlistproposals.LocalProposals;

class UrlSubmissionResourceTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
  private static final String LIST =
      "url,category_code,category_description,date_added,source,notes\n"
          + "https://a.it/,NEWS,News Media,2014-04-15,somebody,\n";
  private static final String LISTED =
      "{'url':'https://a.it/','category_code':'NEWS','date_added':'2014-04-15',"
          + "'source':'somebody','notes':''}";
  private static final String NEW = LISTED.replace("a.it", "b.it");

  private final MigratedPostgres postgres = MigratedPostgres.shared();
  private final Dispatcher dispatcher = MockDispatcherFactory.createDispatcher();
  private final SessionTokens tokens = new SessionTokens();
  private final UrlSubmissionResource resource = new UrlSubmissionResource();
  private LocalProposals local;

  @BeforeEach
  void deploy(@TempDir Path folder) throws Exception {
    postgres.truncateAll();
    local = new LocalProposals(folder);
    local.publish(Map.of("lists/it.csv", LIST));
    resource.proposals = local.started(postgres.application(), CLOCK);
    resource.sessions = tokens.sessions(CLOCK);
    resource.edits = new Edits(new EventCounters(), CLOCK, "3/day", 6, Duration.ofSeconds(20));
    dispatcher.getRegistry().addSingletonResource(resource);
    dispatcher.getProviderFactory().registerProvider(ProblemMapper.class);
  }

  @Test
  void nobodyProposesWithoutALogin() throws Exception {
    assertEquals(401, post("submit", "", "").getStatus());
    assertEquals(401, post("update-url", "", update("{}", NEW)).getStatus());
  }

  @Test
  void anEntryIsAddedReplacedAndTakenAway() throws Exception {
    JsonNode added = ok(post("update-url", "user", update("{}", NEW)));
    assertEquals(json(NEW), added.get("updated_entry"));
    JsonNode replaced = ok(post("update-url", "user", update(NEW, NEW.replace("NEWS", "GRP"))));
    assertEquals("GRP", replaced.at("/updated_entry/category_code").textValue());
    JsonNode removed = ok(post("update-url", "user", update(LISTED, "null")));
    assertTrue(removed.get("updated_entry").isNull());
  }

  @Test
  void aRefusalHasTheMembersThatClientsOfAllAgesRead() throws Exception {
    MockHttpResponse refused = post("update-url", "user", update("null", LISTED));
    assertEquals(400, refused.getStatus());
    JsonNode body = json(refused.getContentAsString());
    assertEquals("err_duplicate_url", body.get("err_str").textValue());
    assertEquals("https://a.it/", body.at("/err_args/url").textValue());
    assertEquals(body.get("description"), body.get("error"));
    assertEquals(body.get("description"), body.get("detail"));
  }

  @Test
  void nothingIsSubmittedWithoutChanges() throws Exception {
    MockHttpResponse refused = post("submit", "user", "");
    assertEquals(400, refused.getStatus());
    assertTrue(refused.getContentAsString().contains("\"err_str\":\"err_no_proposed_changes\""));
  }

  @Test
  void aSubmissionThatGitHubDoesNotTakeIsNoSuccess() throws Exception {
    ok(post("update-url", "user", update("{}", NEW)));
    MockHttpResponse refused = post("submit", "user", "");
    assertEquals(400, refused.getStatus());
    assertTrue(refused.getContentAsString().contains("err_cannot_propose_changes"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'comment':'c','new_entry':{}}",
        "{'country_code':'it','new_entry':{}}",
        "{'country_code':7,'comment':'c'}",
        "{'country_code':'it','comment':'c','new_entry':'https://b.it/'}",
        "{'country_code':'it','comment':'c','new_entry':{'url':'https://b.it/'}}",
        "{'country_code':'it','comment':'a\\u0000b'}"
      })
  void aBodyOfAnotherFormIsUnprocessable(String body) throws Exception {
    assertEquals(422, post("update-url", "user", body).getStatus());
  }

  @Test
  void anEntryHasNoOtherMembers() throws Exception {
    String more = NEW.replace("}", ",'category_description':'News Media'}");
    assertEquals(422, post("update-url", "user", update("{}", more)).getStatus());
  }

  @Test
  void aCountryHasTwoLetters() throws Exception {
    for (String country : new String[] {"", "i", "ita", "../it", "i1", "İT"}) {
      MockHttpResponse refused =
          post("update-url", "user", update("{}", NEW).replace("'IT'", "'" + country + "'"));
      assertEquals(400, refused.getStatus(), country);
      assertTrue(refused.getContentAsString().contains("err_invalid_country_code"), country);
    }
  }

  @Test
  void oneAccountProposesSoMuchOnly() throws Exception {
    for (int i = 0; i < 3; i++) {
      post("submit", "user", "");
    }
    assertEquals(429, post("submit", "user", "").getStatus());
    assertEquals(400, post("submit", "other", "").getStatus());
  }

  @Test
  void withoutSettingsThereAreNoProposals() throws Exception {
    resource.proposals = local.unconfigured(postgres.application(), CLOCK);
    MockHttpResponse away = post("submit", "user", "");
    assertEquals(503, away.getStatus());
    assertTrue(away.getContentAsString().contains("TEST_LIST_REPOSITORY"));
  }

  private static String update(String old, String fresh) {
    return "{'country_code':'IT','comment':'why','old_entry':%s,'new_entry':%s}"
        .formatted(old, fresh);
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text.replace('\'', '"'));
  }

  private static JsonNode ok(MockHttpResponse response) throws Exception {
    assertEquals(200, response.getStatus(), response.getContentAsString());
    return json(response.getContentAsString());
  }

  private MockHttpResponse post(String path, String who, String body) throws Exception {
    MockHttpRequest request =
        MockHttpRequest.post("/api/v1/url-submission/" + path)
            .content(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    if (!who.isEmpty()) {
      request.header("Authorization", tokens.bearer(who, CLOCK.instant()));
    }
    MockHttpResponse response = new MockHttpResponse();
    dispatcher.invoke(request, response);
    return response;
  }
}
