// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.asked.Reply;

/** From the address to the session, with a real mail server in between. */
class LoginFlowTest {

  private static final String LINK_LOGIN = "/api/v1/user_login?k=";
  private static final String SESSION = "/api/v2/ooniauth/user-session";
  private static final String EMAIL = "integtest@openobservatory.org";

  private final MailServer server = MailServer.open();
  private AccountsApi api;

  @BeforeEach
  void start() throws Exception {
    api = new AccountsApi(server.relay(), AccountsApi.BOSS + "," + EMAIL);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theLetterHasOneLinkToTheHostThatAsked() throws Exception {
    assertEquals("{\"msg\":\"ok\"}", api.register(EMAIL, AccountsApi.EXPLORER).text());
    MimeMessage letter = server.last();
    assertEquals("OONI Account activation email", letter.getSubject());
    assertEquals(EMAIL, letter.getAllRecipients()[0].toString());
    assertEquals("OONI <noreply@ooni.example>", letter.getFrom()[0].toString());
    assertTrue(letter.getContentType().startsWith("multipart/alternative"));
    assertTrue(letter.getMessageID().endsWith("@ooni.example>"), letter.getMessageID());
    String link = "https://explorer.ooni.org/login?token=" + server.token();
    assertTrue(server.part(1).contains("<a href=\"" + link + "\">Please login here</a>"));
    assertEquals(2, server.part(1).split("https://", -1).length);
    assertTrue(server.part(0).contains(link), server.part(0));
    assertTrue(server.part(0).contains("24 hours"));
  }

  @Test
  void aLinkServesOnceWhereverItIsUsed() throws Exception {
    Reply asked =
        api.post(
            "/api/v2/ooniauth/user-login",
            AccountsApi.request("me@a.org", "https://run.ooni.org/x"));
    assertEquals(
        json(
            "{\"email_address\":\"me@a.org\",\"login_token_expiration\":\"2012-01-15T00:00:00Z\"}"),
        asked.json());
    String link = server.token();
    Reply first = api.post(SESSION, "{'login_token':'" + link + "'}");
    assertEquals(200, first.status());
    JsonNode session = first.json();
    assertEquals("https://run.ooni.org/x", session.path("redirect_to").textValue());
    assertEquals(api.parts.ids.of("me@a.org").text(), session.path("account_id").textValue());
    assertEquals("2012-01-14T00:00:00Z", session.path("login_time").textValue());
    assertEquals("user", session.path("role").textValue());
    assertTrue(session.path("is_logged_in").booleanValue());
    for (int i = 0; i < 2; i++) {
      assertRefused("Expired token", api.post(SESSION, "{'login_token':'" + link + "'}"));
      assertRefused("Expired token", api.get(LINK_LOGIN + link));
    }
  }

  @Test
  void usedLinksAreForgottenWhenTheyHaveExpired() throws Exception {
    api.register("me@a.org", AccountsApi.EXPLORER);
    api.get(LINK_LOGIN + server.token());
    assertEquals(1, usedLinks());
    api.parts.now = api.parts.now.plus(Duration.ofDays(2));
    api.register("me@a.org", AccountsApi.EXPLORER);
    api.get(LINK_LOGIN + server.token());
    assertEquals(1, usedLinks());
  }

  @Test
  void twoLinksAreTwoLinks() {
    api.register("me@a.org", AccountsApi.EXPLORER);
    String first = server.token();
    api.register("me@a.org", AccountsApi.EXPLORER);
    assertNotEquals(first, server.token());
    assertEquals(200, api.get(LINK_LOGIN + server.token()).status());
    assertEquals(200, api.get(LINK_LOGIN + first).status());
  }

  @Test
  void aLinkOfTheReferenceServesUntilItExpires() {
    String link = api.parts.keys.session().sign(linkClaims());
    assertEquals(200, api.get(LINK_LOGIN + link).status());
    assertEquals(200, api.post(SESSION, "{'login_token':'" + link + "'}").status());
    api.parts.now = api.parts.now.plus(Duration.ofDays(1));
    assertRefused("Expired token", api.get(LINK_LOGIN + link));
  }

  @Test
  void whatIsNoLinkLogsNobodyIn() {
    api.register("me@a.org", AccountsApi.EXPLORER);
    String link = server.token();
    String session = bearer(api.get(LINK_LOGIN + link));
    Map<String, Object> endless = linkClaims();
    endless.remove("exp");
    String payload = link.split("\\.")[1];
    for (String wrong :
        new String[] {
          "BOGUS",
          session,
          api.parts.keys.probe().sign(linkClaims()),
          "eyJhbGciOiJub25lIn0." + payload + "."
        }) {
      assertRefused("Invalid credentials", api.get(LINK_LOGIN + wrong));
    }
    api.parts.client = "192.0.2.2";
    assertRefused(
        "Invalid credentials", api.get(LINK_LOGIN + api.parts.keys.session().sign(endless)));
    assertRefused("Invalid credentials", api.post(SESSION, "{'login_token':'INVALID'}"));
    assertEquals(401, api.post(SESSION, "{'login_token':null}").status());
    assertEquals(422, api.post(SESSION, "{'login_token':5}").status());
    assertEquals(422, api.get("/api/v1/user_login").status());
  }

  @Test
  void aFormIsAsGoodAsJson() {
    Reply answer =
        api.post(
            "/api/v1/user_register",
            "email_address=me%40a.org&redirect_to=https%3A%2F%2Fexplorer.ooni.org%2F",
            "Content-Type",
            "application/x-www-form-urlencoded");
    assertEquals(200, answer.status(), answer.text());
    assertEquals(200, api.get(LINK_LOGIN + server.token()).status());
  }

  private Map<String, Object> linkClaims() {
    Map<String, Object> claims = new HashMap<>();
    claims.put("nbf", api.parts.now.getEpochSecond());
    claims.put("exp", api.parts.now.getEpochSecond() + 86400);
    claims.put("aud", "register");
    claims.put("email_address", "me@a.org");
    claims.put("redirect_to", "https://run.ooni.org/x");
    return claims;
  }

  private static void assertRefused(String detail, Reply answer) {
    assertEquals("{\"detail\":\"" + detail + "\"}", answer.text());
    assertEquals(401, answer.status());
    assertFalse(answer.header("Cache-Control").isEmpty());
  }

  private int usedLinks() throws Exception {
    try (var connection = api.postgres.application().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from login_link_used")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static String bearer(Reply answer) {
    assertEquals(200, answer.status(), answer.text());
    return answer.json().path("bearer").textValue();
  }

  private static JsonNode claims(String token) throws Exception {
    return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }
}
