// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.clientaddress.ClientAddress;
import org.ooni.backend.flow.EventCounters;
import org.ooni.backend.flow.EventCounters.Event;
import org.ooni.backend.problem.TooManyRequests;
import org.ooni.backend.ratelimit.Accounts;
import org.ooni.backend.ratelimit.Allowance;
import org.ooni.backend.ratelimit.Quota;
import org.ooni.backend.session.AccountIds;

/**
 * How many links one mailbox gets, one client asks for, and how many wrong ones it may try; on this
 * node, since its start. Mailboxes and clients are known by keyed hashes. A refusal is the same
 * whether or not anybody ever logged in with the address.
 */
@ApplicationScoped
class LoginLimits {

  private static final String PER_MAILBOX = "LOGIN_LINKS_PER_ADDRESS";
  private static final String PER_CLIENT = "LOGIN_LINKS_PER_CLIENT";
  private static final String FAILURES = "LOGIN_FAILURES_PER_CLIENT";
  private static final int MOST = 100_000;

  @Inject AccountIds ids;
  @Inject ClientAddress addresses;
  @Inject EventCounters counters;
  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = PER_MAILBOX)
  String perMailbox;

  @Inject
  @ConfigProperty(name = PER_CLIENT)
  String perClient;

  @Inject
  @ConfigProperty(name = FAILURES)
  String perFailingClient;

  private Accounts mailboxes;
  private Accounts clients;
  private Accounts failures;

  @PostConstruct
  void configure() {
    mailboxes = accounts(PER_MAILBOX, perMailbox);
    clients = accounts(PER_CLIENT, perClient);
    failures = accounts(FAILURES, perFailingClient);
  }

  /** Limits that cannot be read stop the start. */
  void start(@Observes Startup event) {}

  /**
   * Takes one link.
   *
   * @throws TooManyRequests when there were too many to this mailbox, or for this client
   */
  synchronized void takeLink(EmailAddress email, InetAddress client) {
    Instant now = clock.instant();
    String clientKey = addresses.key(client);
    String mailboxKey = ids.of(email.mailbox()).text();
    check(clients.allowance(clientKey, now), "login_client");
    check(mailboxes.allowance(mailboxKey, now), "login_address");
    clients.use(clientKey, 1, now);
    mailboxes.use(mailboxKey, 1, now);
  }

  /**
   * Looks whether this client may try a link.
   *
   * @throws TooManyRequests when it has tried too many wrong ones
   */
  void checkFailures(InetAddress client) {
    check(failures.allowance(addresses.key(client), clock.instant()), "login_failures");
  }

  /** Counts a link that was not good. */
  void countFailure(InetAddress client) {
    failures.use(addresses.key(client), 1, clock.instant());
  }

  private void check(Allowance allowance, String reason) {
    if (allowance.isExhausted()) {
      counters.count(Event.LIMITED, reason);
      throw new TooManyRequests(allowance.reset(), "Too many login requests");
    }
  }

  private Accounts accounts(String setting, String quotas) {
    return new Accounts(
        Quota.parseList(setting, quotas), MOST, () -> counters.count(Event.LIMITER_EVICTED, ""));
  }
}
