// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ooni.backend.system.Probe.Answer;

/** A person logs in by a mailed link, in both web applications, with the server's Jakarta Mail. */
@ExtendWith(DeployedSystem.class)
class LoginIT {

  private static final String ASKED =
      """
      {"email_address": "me@example.org", "redirect_to": "https://explorer.ooni.org/search"}
      """;

  private final Probe browser = new Probe(DeployedSystem.platform().baseUri());

  @Test
  void aMailedLinkMakesASessionThatCanBeEnded() throws Exception {
    Answer asked = post("/api/v1/user_register", ASKED);
    assertEquals("{\"msg\":\"ok\"}", asked.text());
    String link = DeployedSystem.mailbox().loginToken();
    JsonNode login = browser.get("/api/v1/user_login?k=" + link).json();
    assertEquals("https://explorer.ooni.org/search", login.path("redirect_to").asText());
    assertEquals(
        "{\"detail\":\"Expired token\"}", browser.get("/api/v1/user_login?k=" + link).text());

    String bearer = "Bearer " + login.path("bearer").asText();
    JsonNode me = browser.get("/api/_/account_metadata", "Authorization", bearer).json();
    assertTrue(me.path("logged_in").booleanValue());
    assertEquals("user", me.path("role").textValue());

    assertEquals(200, post("/api/v1/set_session_expunge", "", "Authorization", bearer).status());
    assertEquals(
        "",
        browser
            .get("/api/_/account_metadata", "Authorization", bearer)
            .json()
            .path("role")
            .textValue());
    assertTrue(browser.get("/api/v2/ooniauth/user-session").json().path("login_time").isNull());
  }

  private Answer post(String path, String body, String... headers) throws Exception {
    return browser.post(path, body.getBytes(StandardCharsets.UTF_8), headers);
  }
}
