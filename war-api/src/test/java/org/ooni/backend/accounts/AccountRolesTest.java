// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ooni.backend.asked.Reply;

/** Roles and ends of sessions; hostile cases F03, F04, F05 and F13. */
class AccountRolesTest {

  private static final String SET = "/api/v1/set_account_role";
  private static final String EXPUNGE = "/api/v1/set_session_expunge";

  private AccountsApi api;

  @BeforeEach
  void start() throws Exception {
    api = new AccountsApi(MailServer.relay(1), AccountsApi.BOSS);
  }

  @Test
  void anAdminGivesAndTakesRoles() {
    assertEquals(400, role("me@a.org").status());
    assertEquals("Account not found", role("me@a.org").json().path("detail").textValue());
    assertEquals("{}", set("admin", AccountsApi.BOSS, "ME@a.org", "Admin").text());
    assertEquals("{\"role\":\"admin\"}", role("me@a.org").text());
    assertEquals(200, set("admin", "me@a.org", "you@a.org", "admin").status());
    assertEquals(200, set("admin", "you@a.org", "me@a.org", "user").status());
    assertEquals("{\"role\":\"user\"}", role("me@a.org").text());
    assertEquals("no-cache, no-store", role("me@a.org").header("Cache-Control"));
    assertEquals("{\"role\":\"admin\"}", role(AccountsApi.BOSS).text());
  }

  @Test
  void aDemotedAdminIsNoneAtOnce() {
    set("admin", AccountsApi.BOSS, "me@a.org", "admin");
    String token = api.bearer("admin", "me@a.org");
    assertEquals(
        200, api.get("/api/v1/get_account_role/me@a.org", "Authorization", token).status());
    set("admin", AccountsApi.BOSS, "me@a.org", "user");
    Reply refused = api.get("/api/v1/get_account_role/me@a.org", "Authorization", token);
    assertEquals(401, refused.status());
    assertEquals("Role not authorized", refused.json().path("detail").textValue());
    Reply renewed = api.post("/api/v2/ooniauth/user-session", "", "Authorization", token);
    assertEquals("user", renewed.json().path("role").textValue());
  }

  @Test
  void aPromotedUsersNextTokenIsAnAdmins() {
    String token = api.bearer("user", "me@a.org");
    set("admin", AccountsApi.BOSS, "me@a.org", "admin");
    assertEquals(401, set("user", "me@a.org", "you@a.org", "user").status());
    Reply renewed = api.post("/api/v2/ooniauth/user-session", "", "Authorization", token);
    assertEquals("admin", renewed.json().path("role").textValue());
    String fresh = "Bearer " + renewed.json().path("session_token").textValue();
    assertEquals(
        200, api.get("/api/v1/get_account_role/me@a.org", "Authorization", fresh).status());
  }

  @ParameterizedTest
  @CsvSource({
    "user, user@a.org",
    "admin, former@a.org",
    "root, boss@example.org",
    "'', boss@example.org"
  })
  void nobodyElseDecides(String role, String email) {
    assertEquals(401, set(role, email, email, "admin").status());
    String token = api.bearer(role, email);
    assertEquals(
        401, api.get("/api/v1/get_account_role/me@a.org", "Authorization", token).status());
    assertEquals(
        401, api.post(EXPUNGE, "{'email_address':'me@a.org'}", "Authorization", token).status());
    assertEquals(401, api.post(SET, "{'email_address':'me@a.org','role':'admin'}").status());
    assertEquals(400, role(email.startsWith("boss") ? "x@a.org" : email).status());
  }

  @Test
  void badAddressesAndRolesAreRefused() {
    assertEquals(400, set("admin", AccountsApi.BOSS, "BOGUS_EMAIL_ADDR", "admin").status());
    assertEquals(400, set("admin", AccountsApi.BOSS, "me@a.org", "BOGUS_ROLE").status());
    assertEquals(400, set("admin", AccountsApi.BOSS, "me@a.org", "").status());
    assertEquals(400, role("BOGUS_EMAIL_ADDR").status());
    assertEquals(400, role("me@a.org").status());
  }

  @Test
  void whatIsNotAskedForIsNotSet() {
    String admin = api.bearer("admin", AccountsApi.BOSS);
    String body =
        "{'email_address':'me@a.org','role':'user','account_id':'x','changed_by':'x','admin':true}";
    assertEquals(200, api.post(SET, body, "Authorization", admin).status());
    assertEquals("{\"role\":\"user\"}", role("me@a.org").text());
  }

  @Test
  void whoIsAdminByTheConfigurationStaysOne() {
    assertEquals(409, set("admin", AccountsApi.BOSS, AccountsApi.BOSS, "user").status());
    assertEquals("{\"role\":\"admin\"}", role(AccountsApi.BOSS).text());
  }

  @Test
  void theLastAdminStaysOne() throws Exception {
    set("admin", AccountsApi.BOSS, "me@a.org", "admin");
    set("admin", AccountsApi.BOSS, "you@a.org", "user");
    api = api.restarted("");
    assertEquals(409, set("admin", "me@a.org", "me@a.org", "user").status());
    assertEquals(200, set("admin", "me@a.org", "you@a.org", "user").status());
    assertEquals(200, set("admin", "me@a.org", "you@a.org", "admin").status());
    assertEquals(200, set("admin", "me@a.org", "me@a.org", "user").status());
    assertEquals(401, set("admin", "me@a.org", "me@a.org", "admin").status());
  }

  @Test
  void twoAdminsWhoDemoteEachOtherLeaveOne() throws Exception {
    for (int round = 0; round < 10; round++) {
      start();
      set("admin", AccountsApi.BOSS, "me@a.org", "admin");
      set("admin", AccountsApi.BOSS, "you@a.org", "admin");
      api = api.restarted("");
      List<Integer> statuses =
          together(
              () -> set("admin", "me@a.org", "you@a.org", "user").status(),
              () -> set("admin", "you@a.org", "me@a.org", "user").status());
      assertEquals(1, statuses.stream().filter(status -> status == 200).count(), "" + statuses);
      boolean me = isAdmin("me@a.org");
      assertEquals(!me, isAdmin("you@a.org"));
    }
  }

  @Test
  void anAccountEndsAllItsSessions() {
    String old = api.bearer("user", "me@a.org");
    String other = api.bearer("user", "you@a.org");
    api.parts.now = api.parts.now.plusSeconds(60);
    String current = api.bearer("user", "me@a.org");
    assertEquals("{}", api.post(EXPUNGE, "", "Authorization", current).text());
    assertFalse(isLoggedIn(old));
    assertFalse(isLoggedIn(current));
    assertTrue(isLoggedIn(other));
    api.parts.now = api.parts.now.plusSeconds(1);
    assertTrue(isLoggedIn(api.bearer("user", "me@a.org")));
  }

  @Test
  void anAdminEndsAnybodysSessions() {
    String token = api.bearer("user", "me@a.org");
    String admin = api.bearer("admin", AccountsApi.BOSS);
    String body = "{'email_address':'me@a.org'}";
    assertEquals(400, api.post(EXPUNGE, "{'email_address':'x'}", "Authorization", admin).status());
    assertTrue(isLoggedIn(token));
    assertEquals(200, api.post(EXPUNGE, body, "Authorization", admin).status());
    assertFalse(isLoggedIn(token));
    assertTrue(isLoggedIn(admin));
  }

  @Test
  void linksOfBeforeTheEndServeNoMore() {
    try (MailServer server = MailServer.open()) {
      api.parts.mail.relay = server.relay();
      api.register("me@a.org", AccountsApi.EXPLORER);
      String before = server.token();
      api.parts.now = api.parts.now.plusSeconds(5);
      api.post(EXPUNGE, "", "Authorization", api.bearer("user", "me@a.org"));
      assertEquals(401, api.get("/api/v1/user_login?k=" + before).status());
      api.register("me@a.org", AccountsApi.EXPLORER);
      Reply login = api.get("/api/v1/user_login?k=" + server.token());
      assertTrue(isLoggedIn("Bearer " + login.json().path("bearer").textValue()));
    }
  }

  private Reply set(String role, String by, String email, String newRole) {
    String body = "{'email_address':'%s','role':'%s'}".formatted(email, newRole);
    return api.post(SET, body, "Authorization", api.bearer(role, by));
  }

  private Reply role(String email) {
    String admin = api.bearer("admin", AccountsApi.BOSS);
    return api.get("/api/v1/get_account_role/" + email, "Authorization", admin);
  }

  private boolean isAdmin(String email) {
    String token = api.bearer("admin", email);
    return api.get("/api/v2/ooniauth/user-session", "Authorization", token)
        .json()
        .path("role")
        .textValue()
        .equals("admin");
  }

  private boolean isLoggedIn(String token) {
    return api.get("/api/v2/ooniauth/user-session", "Authorization", token)
        .json()
        .path("is_logged_in")
        .booleanValue();
  }

  private static List<Integer> together(Callable<Integer> one, Callable<Integer> other)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      CountDownLatch start = new CountDownLatch(2);
      List<Future<Integer>> answers =
          List.of(one, other).stream()
              .map(
                  call ->
                      threads.submit(
                          () -> {
                            start.countDown();
                            start.await();
                            return call.call();
                          }))
              .toList();
      return List.of(answers.get(0).get(), answers.get(1).get());
    } finally {
      threads.shutdownNow();
    }
  }
}
