// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ooni.backend.asked.AskedResources;
import org.ooni.backend.asked.Reply;
import org.ooni.backend.schema.MigratedPostgres;

/**
 * The resources of accounts over a database, asked without a server; mail goes where a test says.
 */
final class AccountsApi {

  static final String BOSS = "boss@example.org";
  static final String EXPLORER = "https://explorer.ooni.org/country/IT?since=2021-01-01";

  /** As in the reference's own test. */
  private static final Instant START = Instant.parse("2012-01-14T00:00:00Z");

  final MigratedPostgres postgres = MigratedPostgres.shared();
  final AccountParts parts;
  private final AskedResources resources;

  AccountsApi(SmtpRelay relay, String admins) throws SQLException {
    this(relay, admins, START);
    postgres.truncateAll();
  }

  private AccountsApi(SmtpRelay relay, String admins, Instant start) {
    parts = new AccountParts(relay, admins, postgres.application(), start);
    List<Object> all = new ArrayList<>(logins());
    all.addAll(decisions());
    resources = new AskedResources(all.toArray());
  }

  /** The same tables, asked by a node that was started with other admins. */
  AccountsApi restarted(String admins) {
    return new AccountsApi(parts.mail.relay, admins, parts.now);
  }

  Reply get(String path, String... headers) {
    return resources.get(path, byName(headers));
  }

  /** Posts JSON, in which single quotes stand for double ones. */
  Reply post(String path, String json, String... headers) {
    return resources.post(path, json, byName(headers));
  }

  private static Map<String, String> byName(String... headers) {
    Map<String, String> named = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      named.put(headers[i], headers[i + 1]);
    }
    return named;
  }

  Reply register(String email, String redirectTo) {
    return post("/api/v1/user_register", request(email, redirectTo));
  }

  static String request(String email, String redirectTo) {
    return "{'email_address':'%s','redirect_to':'%s'}".formatted(email, redirectTo);
  }

  /** A token as the reference makes it, which names the account as it likes. */
  String bearer(String role, String email) {
    long seconds = parts.now.getEpochSecond();
    Map<String, Object> claims = new HashMap<>();
    claims.put("nbf", seconds);
    claims.put("iat", seconds);
    claims.put("exp", seconds + 3600);
    claims.put("aud", "user_auth");
    claims.put("login_time", seconds);
    claims.put("role", role);
    claims.put("account_id", parts.ids.of(email).text());
    claims.put("email_address", email);
    return "Bearer " + parts.keys.session().sign(claims);
  }

  private List<Object> logins() {
    UserRegisterResource register = new UserRegisterResource();
    register.links = parts.links;
    register.addresses = parts.addresses;
    UserLoginResource login = new UserLoginResource();
    login.logins = parts.logins;
    login.addresses = parts.addresses;
    UserRefreshTokenResource refresh = new UserRefreshTokenResource();
    refresh.tokens = parts.sessionTokens;
    refresh.sessions = parts.sessions;
    OoniauthResource ooniauth = new OoniauthResource();
    ooniauth.links = parts.links;
    ooniauth.logins = parts.logins;
    ooniauth.tokens = parts.sessionTokens;
    ooniauth.sessions = parts.sessions;
    ooniauth.addresses = parts.addresses;
    return List.of(register, login, refresh, ooniauth);
  }

  private List<Object> decisions() {
    SetAccountRoleResource set = new SetAccountRoleResource();
    set.table = parts.table;
    set.ids = parts.ids;
    set.sessions = parts.sessions;
    GetAccountRoleResource get = new GetAccountRoleResource();
    get.table = parts.table;
    get.ids = parts.ids;
    get.sessions = parts.sessions;
    SetSessionExpungeResource expunge = new SetSessionExpungeResource();
    expunge.table = parts.table;
    expunge.ids = parts.ids;
    expunge.sessions = parts.sessions;
    return List.of(set, get, expunge);
  }
}
