// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.asked.Reply;

/** Sessions from the login to their end. */
class LoginSessionTest {

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
  void aSessionSaysWhatThatOfTheReferenceSays() throws Exception {
    api.register(EMAIL.toUpperCase(), AccountsApi.EXPLORER);
    Reply login = api.get(LINK_LOGIN + server.token());
    assertEquals(200, login.status(), login.text());
    assertEquals(3, login.json().size());
    assertEquals(AccountsApi.EXPLORER, login.json().path("redirect_to").textValue());
    assertEquals(EMAIL, login.json().path("email_address").textValue());
    assertEquals("no-cache, no-store", login.header("Cache-Control"));
    assertEquals("", login.header("Set-Cookie"));
    assertEquals(
        json(
            """
            {"nbf":1326499200,"iat":1326499200,"exp":1326672000,"aud":"user_auth",
             "account_id":"71e398652ecfb1be6a2359923c7df008","login_time":1326499200,
             "role":"admin","email_address":"integtest@openobservatory.org"}
            """),
        claims(login.json().path("bearer").textValue()));
  }

  @Test
  void aSessionIsProlongedUntilTheLoginEnds() throws Exception {
    api.register(EMAIL, AccountsApi.EXPLORER);
    String token = bearer(api.get(LINK_LOGIN + server.token()));
    Instant login = api.parts.now;
    api.parts.now = login.plus(Duration.ofDays(1));
    token = bearer(api.get("/api/v1/user_refresh_token", "Authorization", "Bearer " + token));
    assertEquals(1326758400, claims(token).path("exp").asLong());
    assertEquals(1326499200, claims(token).path("login_time").asLong());
    for (int day = 2; day < 7; day++) {
      api.parts.now = login.plus(Duration.ofDays(day));
      Reply answer = api.post(SESSION, "", "Authorization", "Bearer " + token);
      assertEquals(200, answer.status());
      token = answer.json().path("session_token").textValue();
    }
    assertEquals(1326499200 + 7 * 86400, claims(token).path("exp").asLong());
    api.parts.now = login.plus(Duration.ofDays(7));
    assertEquals(401, api.post(SESSION, "", "Authorization", "Bearer " + token).status());
    assertEquals(
        401, api.get("/api/v1/user_refresh_token", "Authorization", "Bearer " + token).status());
  }

  @Test
  void nobodyIsLoggedInByALinkOrACookie() throws Exception {
    api.register("me@a.org", AccountsApi.EXPLORER);
    String session = bearer(api.get(LINK_LOGIN + server.token()));
    JsonNode nobody =
        json(
            """
            {"session_token":"","redirect_to":"","email_address":"","account_id":"","role":"",
             "login_time":null,"is_logged_in":false}
            """);
    assertEquals(nobody, api.get(SESSION).json());
    assertEquals(nobody, api.get(SESSION, "Cookie", "ooni=" + session).json());
    api.register("me@a.org", AccountsApi.EXPLORER);
    String link = server.token();
    assertEquals(nobody, api.get(SESSION, "Authorization", "Bearer " + link).json());
    assertEquals(401, api.post(SESSION, "", "Cookie", "ooni=" + session).status());
    JsonNode me = api.get(SESSION, "Authorization", "Bearer " + session).json();
    assertEquals("", me.path("session_token").textValue());
    assertEquals("me@a.org", me.path("email_address").textValue());
    assertTrue(me.path("is_logged_in").booleanValue());
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
