// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.problem.Unauthorized;
import org.ooni.backend.session.TokenKeys;
import org.ooni.backend.session.TokenReading;
import org.ooni.backend.session.TokenReading.Genuine;
import org.ooni.backend.session.TokenReading.Reason;
import org.ooni.backend.session.TokenReading.Refused;

/** Makes and reads the tokens in login links. */
@ApplicationScoped
class LoginTokens {

  static final String EXPIRY = "LOGIN_LINK_EXPIRY";
  private static final String AUDIENCE = "register";
  private static final int NAME_BYTES = 16;

  @Inject TokenKeys keys;
  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = EXPIRY)
  Duration life;

  private final SecureRandom random = new SecureRandom();

  /** A token for a link. */
  record Issued(String token, Instant expiry) {}

  @PostConstruct
  void configure() {
    SessionTokens.requirePositive(EXPIRY, life);
  }

  /** A time that cannot be used stops the start. */
  void start(@Observes Startup event) {}

  /** A token that lets the owner of the address log in, once. */
  Issued issue(EmailAddress email, ReturnUrl returnUrl) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant expiry = now.plus(life).truncatedTo(ChronoUnit.SECONDS);
    byte[] name = new byte[NAME_BYTES];
    random.nextBytes(name);
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("nbf", now.getEpochSecond());
    claims.put("exp", expiry.getEpochSecond());
    claims.put("aud", AUDIENCE);
    claims.put("jti", Base64.getUrlEncoder().withoutPadding().encodeToString(name));
    claims.put("email_address", email.text());
    claims.put("redirect_to", returnUrl.text());
    return new Issued(keys.session().sign(claims), expiry);
  }

  /**
   * What the token says; whether it was used before is not looked at.
   *
   * @throws Unauthorized when it is none of these, or too old
   */
  LoginLink read(String token) {
    TokenReading reading = keys.session().read(token, AUDIENCE, clock.instant());
    if (reading instanceof Genuine genuine) {
      return link(genuine.claims()).orElseThrow(LoginTokens::invalid);
    }
    if (reading instanceof Refused refused && refused.reason() == Reason.EXPIRED) {
      throw expired();
    }
    throw invalid();
  }

  static Unauthorized expired() {
    return Unauthorized.detailOnly("Expired token");
  }

  private static Unauthorized invalid() {
    return Unauthorized.detailOnly("Invalid credentials");
  }

  private static Optional<LoginLink> link(Map<String, Object> claims) {
    if (!(claims.get("email_address") instanceof String email)
        || !(claims.get("exp") instanceof Date expiry)
        || !(claims.get("nbf") instanceof Date issued)) {
      return Optional.empty();
    }
    String redirectTo = claims.get("redirect_to") instanceof String text ? text : "";
    Optional<String> name = Optional.ofNullable(claims.get("jti")).map(Object::toString);
    return EmailAddress.parse(email)
        .map(
            address ->
                new LoginLink(address, redirectTo, name, issued.toInstant(), expiry.toInstant()));
  }
}
