// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.ratelimit;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;

/** One metered request: what its client may still use, and what it uses now. */
final class Metering {

  /** Of a request; where the filter leaves it for the one that sees the answer. */
  static final String ATTRIBUTE = Metering.class.getName();

  private final Accounts accounts;
  private final String key;
  private final Clock clock;
  private final long start = System.nanoTime();
  private long cost;

  Metering(Accounts accounts, String key, Clock clock) {
    this.accounts = accounts;
    this.key = key;
    this.clock = clock;
  }

  Allowance allowance() {
    return accounts.allowance(key, clock.instant());
  }

  /** Takes one unit at once, so that many requests at the same time do not all see the same. */
  void open() {
    accounts.use(key, 1, clock.instant());
  }

  /** Takes what the request has cost, the first time it is called. */
  void charge() {
    if (cost > 0) {
      return;
    }
    cost = Quota.cost(Duration.ofNanos(System.nanoTime() - start));
    accounts.use(key, cost - 1, clock.instant());
  }

  /** Charges and tells the client, also what this request alone has cost. */
  void chargeAndTell(HttpServletResponse response) {
    charge();
    tell(allowance(), response);
    response.setHeader("X-Query-Cost", Long.toString(cost));
  }

  static void tell(Allowance allowance, HttpServletResponse response) {
    String remaining = Long.toString(allowance.remaining());
    response.setHeader("X-RateLimit-Remaining", remaining);
    response.setHeader("RateLimit-Limit", Long.toString(allowance.limit()));
    response.setHeader("RateLimit-Remaining", remaining);
    response.setHeader("RateLimit-Reset", Long.toString(seconds(allowance.reset())));
  }

  static long seconds(Duration time) {
    return Math.max(1, time.plusMillis(999).toSeconds());
  }
}
