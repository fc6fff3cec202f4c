// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import org.jboss.logging.Logger;
import org.ooni.backend.meter.Meter;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.problem.TooManyRequests;
import org.ooni.backend.problem.Unauthorized;
import org.ooni.backend.session.AccountId;
import org.ooni.backend.session.AccountIds;
import org.ooni.backend.session.Sessions;
import org.ooni.backend.session.Standing;

/**
 * Exchanges a login link for a session. A link of ours serves once; one of the reference, which
 * signs with the same key while both run, has no name to be remembered by and serves until it
 * expires, as it says.
 */
@ApplicationScoped
class Logins {

  static final Meter LOGINS = Meter.counter("logins_total", "Login links tried", "result");
  private static final Logger LOG = Logger.getLogger(Logins.class);

  @Inject LoginTokens tokens;
  @Inject UsedLinks used;
  @Inject SessionTokens sessionTokens;
  @Inject Sessions sessions;
  @Inject AccountIds ids;
  @Inject LoginLimits limits;
  @Inject Meters meters;

  /** Who logged in with which link. */
  record Login(LoginLink link, SessionTokens.Issued issued) {}

  /**
   * Logs in.
   *
   * @throws Unauthorized when the link is not good, not good any more, or was used before
   * @throws TooManyRequests when this client has tried too many
   */
  Login logIn(String token, InetAddress client) {
    limits.checkFailures(client);
    LoginLink link = read(token, client);
    AccountId account = ids.of(link.email().text());
    Standing standing = sessions.standing(account, link.email().text());
    boolean ended = standing.expunged().filter(end -> link.issued().isBefore(end)).isPresent();
    if (ended || !link.name().map(name -> used.take(name, link.expiry())).orElse(true)) {
      meters.add(LOGINS, ended ? "expunged" : "used", 1);
      limits.countFailure(client);
      throw LoginTokens.expired();
    }
    SessionTokens.Issued issued = sessionTokens.issue(account, link.email(), standing);
    meters.add(LOGINS, "ok", 1);
    LOG.infof("logged in account=%s role=%s", account, issued.session().role().wireName());
    return new Login(link, issued);
  }

  private LoginLink read(String token, InetAddress client) {
    try {
      return tokens.read(token);
    } catch (Unauthorized e) {
      meters.add(LOGINS, "refused", 1);
      limits.countFailure(client);
      throw e;
    }
  }
}
