// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.probeidentity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ooni.backend.flow.EventCounters;
import org.ooni.backend.flow.EventCounters.Event;
import org.ooni.backend.problem.Unauthorized;
import org.ooni.backend.session.TokenKeys;
import org.ooni.backend.session.TokenReading;
import org.ooni.backend.session.TokenReading.Genuine;
import org.ooni.backend.session.TokenReading.NotAToken;
import org.ooni.backend.session.TokenReading.Refused;

/** Makes and reads the tokens of probes (probe services 3.6 and 3.7). */
@ApplicationScoped
class ProbeTokens {

  private static final String REGISTRATION = "probe_login";
  private static final String LOGIN = "probe_token";

  /** When the probe is to log in again. */
  private static final Duration RENEWAL = Duration.ofDays(7);

  /** Longer, so that a probe whose clock is wrong still gets through. */
  private static final Duration LIFE = Duration.ofDays(8);

  @Inject TokenKeys keys;
  @Inject EventCounters counters;
  @Inject Clock clock;

  /** What a login gives. */
  record Login(String token, Instant expire) {}

  /** A name for a probe that says when it registered, and nothing else. */
  String register() {
    // order and number of the claims make the 132 characters that clients have always seen
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iat", clock.instant().getEpochSecond());
    claims.put("aud", REGISTRATION);
    return keys.probe().sign(claims);
  }

  /**
   * A token for the holder of a name; a name from before names were tokens is as good as any.
   *
   * @throws Unauthorized for a token that is not one of these names
   */
  Login login(String name) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("registration_time", registrationTime(keys.probe().read(name, REGISTRATION, now)));
    claims.put("aud", LOGIN);
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(LIFE).getEpochSecond());
    return new Login(keys.probe().sign(claims), now.plus(RENEWAL));
  }

  /** Null in the token is what says that the name is of the old form. */
  private Object registrationTime(TokenReading reading) {
    if (reading instanceof Genuine genuine && genuine.claims().get("iat") instanceof Date time) {
      counters.count(Event.PROBE_LOGIN, "ok");
      return time.toInstant().getEpochSecond();
    }
    if (reading instanceof NotAToken) {
      counters.count(Event.PROBE_LOGIN, "old_name");
      return null;
    }
    counters.count(
        Event.PROBE_LOGIN,
        reading instanceof Refused refused ? refused.reason().label() : "no_time");
    throw new Unauthorized("Invalid credentials");
  }
}
