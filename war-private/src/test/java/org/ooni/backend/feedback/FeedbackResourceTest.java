// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ooni.backend.pagetest.Page;
import org.ooni.backend.pagetest.Tokens;
import org.ooni.backend.schema.MigratedPostgres;
import org.ooni.backend.session.Sessions;
import org.ooni.backend.session.TokenKeys;

class FeedbackResourceTest {

  private static final String UID = "20260301050607.123456_IT_webconnectivity_0123456789abcdef";
  private static final String PATH = "/measurement_feedback/";
  private static final String ME = "0123456789abcdef0123456789abcdef";
  private static final String OTHER = "fedcba9876543210fedcba9876543210";

  private final Tokens tokens = new Tokens();
  private Page page;

  @BeforeEach
  void deploy() throws Exception {
    MigratedPostgres.shared().truncateAll();
    FeedbackResource resource = new FeedbackResource();
    resource.table = new FeedbackTable();
    resource.table.reading = Page.database();
    resource.table.writing = MigratedPostgres.shared().application();
    resource.table.clock = Page.CLOCK;
    resource.sessions = tokens.sessions();
    page = new Page(resource);
  }

  @Test
  void theLastWordOfEachAccountCounts() throws Exception {
    assertEquals(200, say(ME, "blocked.dns").getStatus());
    assertEquals("{}", say(ME, "ok").getContentAsString());
    say(OTHER, "blocked.dns.nxdomain");
    page.assertAnswer(PATH + UID, 0, "{'summary':{'blocked.dns.nxdomain':1,'ok':1}}");
  }

  @Test
  void onlyTheCallersOwnWordIsTold() throws Exception {
    say(ME, "down");
    say(OTHER, "down");
    assertEquals(Page.json("{'summary':{'down':2},'user_feedback':'down'}"), read(tokens.user(ME)));
    assertEquals(
        Page.json("{'summary':{'down':2}}"), read(tokens.user("00000000000000000000000000000000")));
    assertEquals(Page.json("{'summary':{'down':2}}"), read("e30.e30.e30"));
  }

  @Test
  void ofWhatIsNoMeasurementNobodySaysAnything() throws Exception {
    page.assertAnswer(PATH + UID, 0, "{'summary':{}}");
    page.assertAnswer(PATH + "x", 0, "{'summary':{}}");
    page.assertAnswer(PATH + "%00%27%20or%20%271%27", 0, "{'summary':{}}");
    page.assertAnswer(PATH + "a".repeat(5000), 0, "{'summary':{}}");
  }

  /** Hostile case F09. */
  @ParameterizedTest
  @ValueSource(strings = {"", "x", "e30.e30.e30"})
  void whoIsNotLoggedInSaysNothing(String token) throws Exception {
    MockHttpResponse response = post("{'measurement_uid':'%s','status':'ok'}", token);
    assertEquals(401, response.getStatus());
    page.assertAnswer(PATH + UID, 0, "{'summary':{}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ok",
        "down",
        "down.unreachable",
        "down.misconfigured",
        "blocked",
        "blocked.blockpage",
        "blocked.blockpage.http",
        "blocked.blockpage.dns",
        "blocked.blockpage.server_side",
        "blocked.blockpage.server_side.captcha",
        "blocked.dns",
        "blocked.dns.inconsistent",
        "blocked.dns.nxdomain",
        "blocked.tcp",
        "blocked.tls"
      })
  void everyStatusIsTaken(String status) throws Exception {
    assertEquals(200, say(ME, status).getStatus());
    assertEquals(status, read(tokens.user(ME)).get("user_feedback").textValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'measurement_uid':'%s','status':'weird'}",
        "{'measurement_uid':'%s','status':'OK'}",
        "{'measurement_uid':'%s','status':7}",
        "{'measurement_uid':'%s','status':['ok']}",
        "{'measurement_uid':'%s'}",
        "{}",
      })
  void anotherStatusIsRefused(String body) throws Exception {
    MockHttpResponse response = post(body, tokens.user(ME));
    assertEquals(400, response.getStatus());
    assertTrue(response.getContentAsString().startsWith("{\"error\":\"Invalid status\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'status':'ok'}",
        "{'measurement_uid':'','status':'ok'}",
        "{'measurement_uid':7,'status':'ok'}",
        "{'measurement_uid':'../../etc/passwd','status':'ok'}",
        "{'measurement_uid':'a\\u0000aaaaaaaaaaaa','status':'ok'}",
        "[]",
        "{",
        "",
      })
  void whatNamesNoMeasurementIsRefused(String body) throws Exception {
    assertEquals(400, post(body, tokens.user(ME)).getStatus());
  }

  @Test
  void aBodyIsSmall() throws Exception {
    String large = "{'x':'" + "a".repeat(70_000) + "'}";
    assertEquals(413, post(large, tokens.user(ME)).getStatus());
  }

  @Test
  void withoutAKeyNobodyIsLoggedInAndEverybodyReads() throws Exception {
    FeedbackResource resource = new FeedbackResource();
    resource.table = new FeedbackTable();
    resource.table.reading = Page.database();
    resource.sessions =
        new Sessions(new TokenKeys(Optional.empty(), Optional.empty()), Page.CLOCK, "");
    new Page(resource).assertAnswer(PATH + UID, 0, "{'summary':{}}");
  }

  private MockHttpResponse say(String account, String status) throws Exception {
    return post("{'measurement_uid':'%s','status':'" + status + "'}", tokens.user(account));
  }

  private MockHttpResponse post(String body, String token) throws Exception {
    byte[] bytes = body.replace("%s", UID).replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return page.send(
        MockHttpRequest.post("/measurement_feedback")
            .content(bytes)
            .header("Authorization", "Bearer " + token));
  }

  private JsonNode read(String token) throws Exception {
    MockHttpResponse response =
        page.send(MockHttpRequest.get(PATH + UID).header("Authorization", "Bearer " + token));
    assertEquals(200, response.getStatus());
    return new ObjectMapper().readTree(response.getContentAsString());
  }
}
