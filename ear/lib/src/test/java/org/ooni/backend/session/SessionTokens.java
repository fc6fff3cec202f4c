// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.session;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Sessions for tests of what people do. Everybody has an address at example.com; {@code admin} is
 * an admin.
 */
public final class SessionTokens {

  private final TokenKeys keys =
      new TokenKeys(Optional.of("0123456789abcdefghijklmnopqrstuvwxyz"), Optional.empty());

  /** What reads the tokens. */
  public Sessions sessions(Clock clock) {
    return new Sessions(keys, clock, "admin@example.com");
  }

  /**
   * The value of the header {@code Authorization} of somebody.
   *
   * @param who the first part of the address
   */
  public String bearer(String who, Instant now) {
    long time = now.getEpochSecond();
    Map<String, Object> claims =
        Map.of(
            "aud",
            Sessions.AUDIENCE,
            "nbf",
            time,
            "iat",
            time,
            "exp",
            time + 3600,
            "login_time",
            time,
            "role",
            who.equals("admin") ? "admin" : "user",
            "account_id",
            "%032x".formatted(who.hashCode()),
            "email_address",
            who + "@example.com");
    return "Bearer " + keys.session().sign(claims);
  }
}
