// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.ratelimit;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.clientaddress.AddressRange;
import org.ooni.backend.clientaddress.ClientAddress;
import org.ooni.backend.flow.EventCounters;
import org.ooni.backend.flow.EventCounters.Event;

/** The limits of this node and how much of them is used (probe services, section 7). */
@ApplicationScoped
public class RateLimits {

  private static final String QUOTAS = "RATE_LIMIT_QUOTAS";
  private static final String ALLOWED = "RATE_LIMIT_ALLOWED";

  @Inject ClientAddress addresses;
  @Inject EventCounters counters;
  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = QUOTAS)
  String quotaTexts;

  @Inject
  @ConfigProperty(name = ALLOWED)
  Optional<String> allowedTexts;

  @Inject
  @ConfigProperty(name = "RATE_LIMIT_CLIENTS")
  int mostClients;

  @Inject
  @ConfigProperty(name = "CONCURRENT_SUBMISSIONS")
  int submissions;

  @Inject
  @ConfigProperty(name = "CONCURRENT_CHECK_INS")
  int checkIns;

  @Inject
  @ConfigProperty(name = "CONCURRENT_PROBE_REQUESTS")
  int probeRequests;

  @Inject
  @ConfigProperty(name = "CONCURRENT_READS")
  int reads;

  @Inject
  @ConfigProperty(name = "CONCURRENT_WAIT")
  Duration patience;

  private final Map<Family, Semaphore> places = new EnumMap<>(Family.class);
  private final Map<Family, Integer> sizes = new EnumMap<>(Family.class);
  private List<Quota> quotas = List.of();
  private List<AddressRange> allowed = List.of();
  private Accounts accounts;

  @PostConstruct
  void configure() {
    quotas = Quota.parseList(QUOTAS, quotaTexts);
    allowed = AddressRange.parseList(ALLOWED, allowedTexts.orElse(""));
    accounts = new Accounts(quotas, mostClients, () -> counters.count(Event.LIMITER_EVICTED, ""));
    sizes.put(Family.SUBMISSION, submissions);
    sizes.put(Family.CHECK_IN, checkIns);
    sizes.put(Family.PROBE, probeRequests);
    sizes.put(Family.READ, reads);
    sizes.forEach(
        (family, size) -> {
          if (size < 1) {
            throw new IllegalArgumentException("the CONCURRENT_ settings are at least 1");
          }
          places.put(family, new Semaphore(size));
        });
  }

  /** Limits that cannot be read stop the start. */
  void start(@Observes Startup event) {}

  /** Whether this client is not metered, by {@code RATE_LIMIT_ALLOWED}. */
  boolean isAllowed(InetAddress address) {
    return allowed.stream().anyMatch(range -> range.contains(address));
  }

  /** The account of a client. */
  Metering meter(InetAddress address) {
    return new Metering(accounts, addresses.key(address), clock);
  }

  /** A place among the requests of the family; nothing when none gets free in time. */
  boolean enter(Family family) {
    Semaphore free = places.get(family);
    if (free.tryAcquire()) {
      return true;
    }
    try {
      return free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Gives the place back. */
  void leave(Family family) {
    places.get(family).release();
  }

  /** What one client may use. */
  public List<Quota> quotas() {
    return quotas;
  }

  /**
   * What the clients of this node that have the least left may still use, by the names that stand
   * for their addresses.
   *
   * @param most how many of them
   */
  public List<Map.Entry<String, Allowance>> lowest(int most) {
    return accounts.lowest(most, clock.instant());
  }

  /** How many requests of a family may run at the same time on one node. */
  public Map<Family, Integer> concurrent() {
    return Map.copyOf(sizes);
  }
}
