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
import org.ooni.backend.problem.Unauthorized;
import org.ooni.backend.session.TokenReading.Genuine;

/** Reads the session out of a request's bearer token (probe services, section 8). */
@ApplicationScoped
public class Sessions {

  /** For whom session tokens are. */
  public static final String AUDIENCE = "user_auth";

  private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([^ ]+) *");

  @Inject TokenKeys keys;
  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = "ADMIN_EMAILS")
  Optional<String> adminEmails;

  private Set<String> admins = Set.of();

  /** For the container. */
  protected Sessions() {}

  /** With what the container would give. */
  public Sessions(TokenKeys keys, Clock clock, String adminEmails) {
    this.keys = keys;
    this.clock = clock;
    this.adminEmails = Optional.of(adminEmails);
    configure();
  }

  @PostConstruct
  void configure() {
    admins =
        Arrays.stream(adminEmails.orElse("").split(","))
            .map(email -> email.strip().toLowerCase(Locale.ROOT))
            .filter(email -> !email.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the account with this address is an admin's, by {@code ADMIN_EMAILS}. */
  public Role roleOf(String email) {
    return admins.contains(email.toLowerCase(Locale.ROOT)) ? Role.ADMIN : Role.USER;
  }

  /**
   * The session of who asks; nothing for somebody who is not logged in, with or without a token.
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
      throw new Unauthorized("Role not authorized");
    }
    return session;
  }

  private Optional<Session> read(String token) {
    return keys.session().read(token, AUDIENCE, clock.instant()) instanceof Genuine genuine
        ? session(genuine.claims())
        : Optional.empty();
  }

  private Optional<Session> session(Map<String, Object> claims) {
    if (!(claims.get("account_id") instanceof String account)
        || !(claims.get("role") instanceof String role)
        || !(claims.get("login_time") instanceof Number loginTime)
        || !(claims.get("exp") instanceof Date expiry)) {
      return Optional.empty();
    }
    String email =
        claims.get("email_address") instanceof String text ? text.toLowerCase(Locale.ROOT) : "";
    try {
      return role(role, email)
          .map(
              known ->
                  new Session(
                      new AccountId(account),
                      known,
                      email,
                      Instant.ofEpochSecond(loginTime.longValue()),
                      expiry.toInstant()));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private Optional<Role> role(String claimed, String email) {
    return switch (claimed) {
      case "user" -> Optional.of(Role.USER);
      // looked up again, so that who is taken off the list is no admin from then on
      case "admin" -> Optional.of(roleOf(email));
      default -> Optional.empty();
    };
  }
}
