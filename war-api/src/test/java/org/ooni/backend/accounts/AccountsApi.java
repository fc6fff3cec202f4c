// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jboss.resteasy.mock.MockDispatcherFactory;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.jboss.resteasy.spi.Dispatcher;
import org.ooni.backend.problem.HttpErrorMapper;
import org.ooni.backend.problem.ProblemMapper;
import org.ooni.backend.problem.UnexpectedErrorMapper;
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
  private final Dispatcher dispatcher = MockDispatcherFactory.createDispatcher();

  /** Answer to a request. */
  record Answer(int status, String text, MockHttpResponse response) {

    JsonNode json() {
      try {
        return new ObjectMapper().readTree(text);
      } catch (IOException e) {
        throw new AssertionError("not JSON: " + text, e);
      }
    }

    String header(String name) {
      Object value = response.getOutputHeaders().getFirst(name);
      return value == null ? "" : value.toString();
    }
  }

  AccountsApi(SmtpRelay relay, String admins) throws SQLException {
    this(relay, admins, START);
    postgres.truncateAll();
  }

  private AccountsApi(SmtpRelay relay, String admins, Instant start) {
    parts = new AccountParts(relay, admins, postgres.application(), start);
    registerLogins();
    registerDecisions();
    dispatcher.getProviderFactory().registerProvider(ProblemMapper.class);
    dispatcher.getProviderFactory().registerProvider(HttpErrorMapper.class);
    dispatcher.getProviderFactory().registerProvider(UnexpectedErrorMapper.class);
  }

  /** The same tables, asked by a node that was started with other admins. */
  AccountsApi restarted(String admins) {
    return new AccountsApi(parts.mail.relay, admins, parts.now);
  }

  Answer get(String path, String... headers) {
    try {
      return send(MockHttpRequest.get(path), headers);
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** Posts JSON, in which single quotes stand for double ones. */
  Answer post(String path, String json, String... headers) {
    try {
      byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
      return send(MockHttpRequest.post(path).content(body), headers);
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  Answer register(String email, String redirectTo) {
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

  private Answer send(MockHttpRequest request, String... headers) {
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    MockHttpResponse response = new MockHttpResponse();
    dispatcher.invoke(request, response);
    String text = new String(response.getOutput(), StandardCharsets.UTF_8);
    return new Answer(response.getStatus(), text, response);
  }

  private void registerLogins() {
    UserRegisterResource register = new UserRegisterResource();
    register.links = parts.links;
    register.addresses = parts.addresses;
    dispatcher.getRegistry().addSingletonResource(register);
    UserLoginResource login = new UserLoginResource();
    login.logins = parts.logins;
    login.addresses = parts.addresses;
    dispatcher.getRegistry().addSingletonResource(login);
    UserRefreshTokenResource refresh = new UserRefreshTokenResource();
    refresh.tokens = parts.sessionTokens;
    refresh.sessions = parts.sessions;
    dispatcher.getRegistry().addSingletonResource(refresh);
    OoniauthResource ooniauth = new OoniauthResource();
    ooniauth.links = parts.links;
    ooniauth.logins = parts.logins;
    ooniauth.tokens = parts.sessionTokens;
    ooniauth.sessions = parts.sessions;
    ooniauth.addresses = parts.addresses;
    dispatcher.getRegistry().addSingletonResource(ooniauth);
  }

  private void registerDecisions() {
    SetAccountRoleResource set = new SetAccountRoleResource();
    set.table = parts.table;
    set.ids = parts.ids;
    set.sessions = parts.sessions;
    dispatcher.getRegistry().addSingletonResource(set);
    GetAccountRoleResource get = new GetAccountRoleResource();
    get.table = parts.table;
    get.ids = parts.ids;
    get.sessions = parts.sessions;
    dispatcher.getRegistry().addSingletonResource(get);
    SetSessionExpungeResource expunge = new SetSessionExpungeResource();
    expunge.table = parts.table;
    expunge.ids = parts.ids;
    expunge.sessions = parts.sessions;
    dispatcher.getRegistry().addSingletonResource(expunge);
  }
}
