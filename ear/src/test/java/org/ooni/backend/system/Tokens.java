// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import java.time.Clock;
import java.util.Map;
import org.ooni.backend.runner.LocalPlatform;
import org.ooni.backend.session.Sessions;
import org.ooni.backend.session.TokenKey;

/** Session tokens that the deployed system believes. */
final class Tokens {

  private static final String KEY = "SESSION_TOKEN_KEY";

  /** Whom the deployed system takes for an admin. */
  static final String ADMIN = "admin@example.com";

  private Tokens() {}

  /** Of an account that is no admin's. */
  static String user(LocalPlatform platform) {
    return token(platform, "user", "0123456789abcdef0123456789abcdef", "me@example.com");
  }

  /** Of the admin. */
  static String admin(LocalPlatform platform) {
    return token(platform, "admin", "00112233445566778899aabbccddeeff", ADMIN);
  }

  private static String token(LocalPlatform platform, String role, String account, String email) {
    long now = Clock.systemUTC().instant().getEpochSecond();
    return TokenKey.of(KEY, platform.secret(KEY))
        .sign(
            Map.of(
                "aud",
                Sessions.AUDIENCE,
                "iat",
                now,
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
