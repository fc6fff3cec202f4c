// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.problem.Unauthorized;
import org.ooni.backend.session.AccountId;
import org.ooni.backend.session.Role;
import org.ooni.backend.session.Session;
import org.ooni.backend.session.Sessions;
import org.ooni.backend.session.Standing;
import org.ooni.backend.session.TokenKeys;

/**
 * Makes the tokens of sessions. One lasts for {@code SESSION_EXPIRY}, and can be exchanged for a
 * fresh one until {@code LOGIN_EXPIRY} after the login, however often it is.
 */
@ApplicationScoped
class SessionTokens {

  private static final String SESSION_EXPIRY = "SESSION_EXPIRY";
  private static final String LOGIN_EXPIRY = "LOGIN_EXPIRY";

  @Inject TokenKeys keys;
  @Inject Sessions sessions;
  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = SESSION_EXPIRY)
  Duration sessionLife;

  @Inject
  @ConfigProperty(name = LOGIN_EXPIRY)
  Duration loginLife;

  /**
   * A fresh session.
   *
   * @param token to be shown with each request
   * @param session what the token says
   */
  record Issued(String token, Session session) {}

  @PostConstruct
  void configure() {
    requirePositive(SESSION_EXPIRY, sessionLife);
    requirePositive(LOGIN_EXPIRY, loginLife);
  }

  /** Times that cannot be used stop the start. */
  void start(@Observes Startup event) {}

  static void requirePositive(String setting, Duration time) {
    if (time.toSeconds() < 1) {
      throw new IllegalArgumentException(setting + " is at least a second, such as P1D");
    }
  }

  /** The first session of a login that happens now. */
  Issued issue(AccountId account, EmailAddress email, Standing standing) {
    return issue(account, email.text(), standing, now());
  }

  /**
   * A session that goes on, with the role that its owner has now.
   *
   * @throws Unauthorized when the login was too long ago
   */
  Issued renew(Session session) {
    Standing standing = sessions.standing(session.account(), session.email());
    return issue(session.account(), session.email(), standing, session.loginTime());
  }

  private Issued issue(AccountId account, String email, Standing standing, Instant loginTime) {
    Instant now = now();
    // of the very second in which all sessions were ended it would be taken for an older one
    Instant issued = standing.hasEnded(now) ? now.plusSeconds(1) : now;
    Instant expiry = earlier(now.plus(sessionLife), loginTime.plus(loginLife));
    if (!expiry.isAfter(issued)) {
      throw new Unauthorized("Authentication required");
    }
    Role role = standing.role();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("nbf", issued.getEpochSecond());
    claims.put("iat", issued.getEpochSecond());
    claims.put("exp", expiry.getEpochSecond());
    claims.put("aud", Sessions.AUDIENCE);
    claims.put("account_id", account.text());
    claims.put("login_time", loginTime.getEpochSecond());
    claims.put("role", role.wireName());
    if (!email.isEmpty()) {
      claims.put("email_address", email);
    }
    return new Issued(
        keys.session().sign(claims), new Session(account, role, email, loginTime, expiry));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
