// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.asked.Reply;
import org.ooni.backend.flow.EventCounters.Event;

/** Hostile cases F06, F07 and F14. */
class HostileLoginsTest {

  private final MailServer server = MailServer.open();
  private AccountsApi api;

  @BeforeEach
  void start() throws Exception {
    api = new AccountsApi(server.relay(), AccountsApi.BOSS);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whatIsNotGoodIsNamed() {
    for (String email : new String[] {"nick@localhost", "nick@a.org\\r\\nBcc: you@a.org"}) {
      Reply answer = api.register(email, AccountsApi.EXPLORER);
      assertEquals(422, answer.status());
      assertEquals("[\"body\",\"email_address\"]", answer.json().at("/detail/0/loc").toString());
    }
    for (String url : new String[] {"https://BOGUS.example.com", "//evil.example/"}) {
      Reply answer = api.register("nick@a.org", url);
      assertEquals(422, answer.status());
      assertEquals("[\"body\",\"redirect_to\"]", answer.json().at("/detail/0/loc").toString());
      assertFalse(answer.text().contains("evil"));
    }
    assertEquals(0, server.count());
    assertEquals(413, api.register("n".repeat(70_000), AccountsApi.EXPLORER).status());
  }

  @Test
  void aBodyHasBothMembers() {
    String[] bodies = {"", "[]", "null", "{", "{'email_address':{},'redirect_to':[]}", "{}"};
    for (String body : bodies) {
      Reply answer = api.post("/api/v1/user_register", body);
      assertTrue(answer.status() == 400 || answer.status() == 422, answer.text());
      assertEquals(422, api.post("/api/v2/ooniauth/user-login", body).status());
    }
  }

  @Test
  void oneMailboxGetsFewLinksWhoeverAsks() {
    String[] spellings = {"me@a.org", "ME@a.org", "me+x@a.org", "me+y@a.org", "me@a.org"};
    for (int i = 0; i < spellings.length; i++) {
      api.parts.client = "192.0.2." + (i + 10);
      assertEquals(i < 3 ? 200 : 429, api.register(spellings[i], AccountsApi.EXPLORER).status());
    }
    assertEquals(3, server.count());
    assertEquals(200, api.register("you@a.org", AccountsApi.EXPLORER).status());
    Reply refused = api.register("me@a.org", AccountsApi.EXPLORER);
    long seconds = Long.parseLong(refused.header("Retry-After"));
    assertTrue(seconds > 0 && seconds <= 7200, refused.header("Retry-After"));
    api.parts.now = api.parts.now.plusSeconds(seconds);
    assertEquals(200, api.register("me@a.org", AccountsApi.EXPLORER).status());
  }

  @Test
  void oneClientAsksForFewLinksWhateverTheAddress() {
    for (int i = 0; i < 8; i++) {
      Reply answer = api.register("me" + i + "@a.org", AccountsApi.EXPLORER);
      assertEquals(i < 5 ? 200 : 429, answer.status());
    }
    assertEquals(5, server.count());
    assertEquals(Map.of("login_client", 3L), api.parts.counters.byDetail(Event.LIMITED));
    api.parts.client = "192.0.2.200";
    assertEquals(200, api.register("me9@a.org", AccountsApi.EXPLORER).status());
  }

  @Test
  void aRefusalDoesNotTellWhetherAnybodyHasLoggedIn() {
    api.register("known@a.org", AccountsApi.EXPLORER);
    api.get("/api/v1/user_login?k=" + server.token());
    for (int i = 0; i < 2; i++) {
      assertEquals(200, api.register("known@a.org", AccountsApi.EXPLORER).status());
    }
    api.parts.client = "192.0.2.3";
    for (int i = 0; i < 3; i++) {
      assertEquals(200, api.register("new@a.org", AccountsApi.EXPLORER).status());
    }
    Reply known = api.register("known@a.org", AccountsApi.EXPLORER);
    Reply unknown = api.register("new@a.org", AccountsApi.EXPLORER);
    assertEquals(429, known.status());
    assertEquals(known.text(), unknown.text());
    assertEquals(known.header("Retry-After"), unknown.header("Retry-After"));
  }

  @Test
  void whoTriesWrongLinksIsStopped() {
    api.register("me@a.org", AccountsApi.EXPLORER);
    String good = "/api/v1/user_login?k=" + server.token();
    for (int i = 0; i < 6; i++) {
      Reply answer = api.get("/api/v1/user_login?k=BOGUS" + i);
      assertEquals(i < 4 ? 401 : 429, answer.status());
    }
    assertEquals(429, api.get(good).status());
    api.parts.client = "192.0.2.4";
    assertEquals(200, api.get(good).status());
  }

  @Test
  void aLimitEndsWithItsWindow() {
    for (int i = 0; i < 4; i++) {
      api.register("me@a.org", AccountsApi.EXPLORER);
    }
    assertEquals(429, api.register("me@a.org", AccountsApi.EXPLORER).status());
    api.parts.now = api.parts.now.plus(Duration.ofHours(2));
    assertEquals(200, api.register("me@a.org", AccountsApi.EXPLORER).status());
  }
}
