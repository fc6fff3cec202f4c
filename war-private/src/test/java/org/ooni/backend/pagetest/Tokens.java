// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.pagetest;

import java.util.Map;
import java.util.Optional;
import org.ooni.backend.session.Sessions;
import org.ooni.backend.session.TokenKeys;

/** Session tokens of people, and who believes them. */
public final class Tokens {

  private static final String ADMIN = "admin@example.com";

  private final TokenKeys keys =
      new TokenKeys(Optional.of("0123456789abcdefghijklmnopqrstuvwxyz"), Optional.empty());

  /** Believes the tokens. */
  public Sessions sessions() {
    return new Sessions(keys, Page.CLOCK, ADMIN);
  }

  /** A token of an account that is no admin's. */
  public String user(String account) {
    return token(account, "user", "me@example.com");
  }

  /** A token of the admin. */
  public String admin() {
    return token("00112233445566778899aabbccddeeff", "admin", ADMIN);
  }

  private String token(String account, String role, String email) {
    long now = Page.CLOCK.instant().getEpochSecond();
    return keys.session()
        .sign(
            Map.of(
                "aud",
                Sessions.AUDIENCE,
                "exp",
                now + 3600,
                "login_time",
                now,
                "role",
                role,
                "account_id",
                account,
                "email_address",
                email));
  }
}
