// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.session;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.ooni.backend.problem.Unauthorized;
import org.ooni.backend.problem.Unavailable;
import org.ooni.backend.session.TokenReading.Genuine;

/** Reads the session out of a request's bearer token (probe services, section 8). */
@ApplicationScoped
public class Sessions {

  /** For whom session tokens are. */
  public static final String AUDIENCE = "user_auth";

  private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([^ ]+) *");

  private static final Logger LOG = Logger.getLogger(Sessions.class);

  @Inject TokenKeys keys;
  @Inject AccountIds ids;
  @Inject AccountStandings standings;
  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = "ADMIN_EMAILS")
  Optional<String> adminEmails;

  private Set<String> admins = Set.of();

  /** For the container. */
  protected Sessions() {}

  /** With what the container would give, and no account that anything was decided about. */
  public Sessions(TokenKeys keys, Clock clock, String adminEmails) {
    this(keys, clock, adminEmails, new AccountIds(Optional.empty()), new Undecided());
  }

  /** With what the container would give. */
  public Sessions(
      TokenKeys keys, Clock clock, String adminEmails, AccountIds ids, AccountStandings standings) {
    this.keys = keys;
    this.clock = clock;
    this.adminEmails = Optional.of(adminEmails);
    this.ids = ids;
    this.standings = standings;
    configure();
  }

  private static final class Undecided extends AccountStandings {
    @Override
    Standing of(AccountId account) {
      return Standing.ORDINARY;
    }
  }

  @PostConstruct
  void configure() {
    admins =
        Arrays.stream(adminEmails.orElse("").split(","))
            .map(email -> email.strip().toLowerCase(Locale.ROOT))
            .filter(email -> !email.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the account with this address is an admin's by {@code ADMIN_EMAILS}. */
  public boolean isConfiguredAdmin(String email) {
    return admins.contains(email.toLowerCase(Locale.ROOT));
  }

  /** Whether {@code ADMIN_EMAILS} names anybody. */
  public boolean hasConfiguredAdmins() {
    return !admins.isEmpty();
  }

  /**
   * How an account stands now, by {@code ADMIN_EMAILS} and by what admins decided.
   *
   * @param claimed account as a token names it
   * @param email its address, or empty
   * @throws Unavailable when the database is away
   */
  public Standing standing(AccountId claimed, String email) {
    Standing standing = standings.of(ids.ofRecord(claimed, email));
    return isConfiguredAdmin(email) ? new Standing(Role.ADMIN, standing.expunged()) : standing;
  }

  /**
   * The session of who asks; nothing for somebody who is not logged in, with or without a token.
   *
   * @throws Unavailable when there is a token and no database to ask
   */
  public Optional<Session> find(HttpHeaders headers) {
    List<String> values =
        Optional.ofNullable(headers.getRequestHeader(HttpHeaders.AUTHORIZATION)).orElse(List.of());
    if (values.size() != 1) {
      return Optional.empty();
    }
    Matcher bearer = BEARER.matcher(values.get(0));
    return bearer.matches() ? read(bearer.group(1)) : Optional.empty();
  }

  /**
   * The session of who asks.
   *
   * @throws Unauthorized for somebody who is not logged in
   */
  public Session require(HttpHeaders headers) {
    return find(headers).orElseThrow(() -> new Unauthorized("Authentication required"));
  }

  /**
   * The session of the admin who asks.
   *
   * @throws Unauthorized for anybody else
   */
  public Session requireAdmin(HttpHeaders headers) {
    Session session = require(headers);
    if (!session.isAdmin()) {
      LOG.infof("admin function refused account=%s", session.account());
      throw new Unauthorized("Role not authorized");
    }
    return session;
  }

  private Optional<Session> read(String token) {
    if (!(keys.session().read(token, AUDIENCE, clock.instant()) instanceof Genuine genuine)) {
      return Optional.empty();
    }
    Optional<Instant> issued =
        genuine.claims().get("iat") instanceof Date date
            ? Optional.of(date.toInstant())
            : Optional.empty();
    return claimed(genuine.claims(), issued)
        .flatMap(session -> asOfNow(session, issued.orElse(session.loginTime())));
  }

  private Optional<Session> asOfNow(Session claimed, Instant issued) {
    Standing standing = standing(claimed.account(), claimed.email());
    if (standing.hasEnded(issued)) {
      return Optional.empty();
    }
    // who was demoted is no admin from then on; who was promoted gets a token that says so first
    Role role = claimed.isAdmin() ? standing.role() : Role.USER;
    return Optional.of(
        new Session(
            claimed.account(), role, claimed.email(), claimed.loginTime(), claimed.expiry()));
  }

  private static Optional<Session> claimed(Map<String, Object> claims, Optional<Instant> issued) {
    if (!(claims.get("account_id") instanceof String account)
        || !(claims.get("role") instanceof String role)
        || !(claims.get("exp") instanceof Date expiry)) {
      return Optional.empty();
    }
    String email =
        claims.get("email_address") instanceof String text ? text.toLowerCase(Locale.ROOT) : "";
    try {
      return Optional.of(
          new Session(
              new AccountId(account),
              Role.ofWireName(role),
              email,
              loginTime(claims, issued),
              expiry.toInstant()));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A token that says nothing about its login is as old as its login. */
  private static Instant loginTime(Map<String, Object> claims, Optional<Instant> issued) {
    Object time = claims.get("login_time");
    if (time instanceof Number seconds) {
      return Instant.ofEpochSecond(seconds.longValue());
    }
    return issued
        .filter(date -> time == null)
        .orElseThrow(() -> new IllegalArgumentException("a session has a time of login"));
  }
}
