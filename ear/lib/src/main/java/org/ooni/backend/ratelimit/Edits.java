// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.ratelimit;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.flow.EventCounters;
import org.ooni.backend.flow.EventCounters.Event;
import org.ooni.backend.problem.TooManyRequests;
import org.ooni.backend.problem.Unavailable;
import org.ooni.backend.session.AccountId;

/**
 * Bounds what logged-in people change on this node: how often one account does, so that none fills
 * the database, and how many do at the same time, so that measurements on their way in always find
 * a connection.
 */
@ApplicationScoped
public class Edits {

  private static final String QUOTAS = "EDIT_QUOTAS";
  private static final int MOST_ACCOUNTS = 10_000;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

  @Inject EventCounters counters;
  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = QUOTAS)
  String quotaTexts;

  @Inject
  @ConfigProperty(name = "CONCURRENT_EDITS")
  int most;

  @Inject
  @ConfigProperty(name = "CONCURRENT_WAIT")
  Duration patience;

  private List<Quota> quotas = List.of();
  private Accounts accounts;
  private Semaphore places;

  /** For the container. */
  protected Edits() {}

  /** With what the container would give. */
  public Edits(EventCounters counters, Clock clock, String quotas, int most, Duration patience) {
    this.counters = counters;
    this.clock = clock;
    this.quotaTexts = quotas;
    this.most = most;
    this.patience = patience;
    configure();
  }

  @PostConstruct
  void configure() {
    if (most < 1) {
      throw new IllegalArgumentException("CONCURRENT_EDITS is at least 1");
    }
    quotas = Quota.parseList(QUOTAS, quotaTexts);
    accounts = new Accounts(quotas, MOST_ACCOUNTS, () -> counters.count(Event.LIMITER_EVICTED, ""));
    places = new Semaphore(most);
  }

  /** Limits that cannot be read stop the start. */
  void start(@Observes Startup event) {}

  /**
   * Makes one change, which counts against the account whatever comes of it.
   *
   * @throws TooManyRequests when the account has made as many as it may
   * @throws Unavailable when too many are made at the same time
   */
  public <T> T make(AccountId account, Supplier<T> change) {
    Allowance allowance = accounts.allowance(account.text(), clock.instant());
    if (allowance.isExhausted()) {
      counters.count(Event.LIMITED, "edit_quota");
      throw new TooManyRequests(allowance.reset(), "Too many changes by this account");
    }
    accounts.use(account.text(), 1, clock.instant());
    if (!enter()) {
      counters.count(Event.LIMITED, "busy_edit");
      throw new Unavailable(RETRY_AFTER, "Too many changes at the same time");
    }
    try {
      return change.get();
    } finally {
      places.release();
    }
  }

  /** How many changes one account may make; a unit is one change. */
  public List<Quota> quotas() {
    return quotas;
  }

  /** How many changes are made at the same time on one node. */
  public int concurrent() {
    return most;
  }

  private boolean enter() {
    try {
      return places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
