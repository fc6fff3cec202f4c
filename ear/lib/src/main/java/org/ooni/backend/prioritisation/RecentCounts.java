// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.prioritisation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.place.CountryCode;
import org.ooni.backend.place.ProbeAsn;

/**
 * How often URLs were measured in a network, remembered for some seconds: the probes of a network
 * ask at the same full hour.
 */
@ApplicationScoped
class RecentCounts {

  /** Some tens of megabytes, whether they are of many networks or of a few. */
  private static final int MOST_COUNTS = 300_000;

  @Inject TestListTables tables;
  @Inject DatabaseRest rest;
  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = "TEST_LIST_REFRESH")
  Duration refresh;

  private final Map<Network, Counts> known = new ConcurrentHashMap<>();

  private record Network(CountryCode country, ProbeAsn asn) {}

  private record Counts(Instant until, Map<String, Long> byUrl) {}

  /** Measurements by URL; nothing when the database does not answer. */
  Map<String, Long> of(CountryCode country, ProbeAsn asn) {
    Instant now = clock.instant();
    Network network = new Network(country, asn);
    Counts counts = known.get(network);
    if (counts != null && now.isBefore(counts.until())) {
      return counts.byUrl();
    }
    Optional<Map<String, Long>> read =
        rest.ask(() -> tables.counts(CountingWeek.of(now), country, asn));
    if (read.isEmpty()) {
      return counts == null ? Map.of() : counts.byUrl();
    }
    makeRoom(now, read.get().size() + 1);
    known.put(network, new Counts(now.plus(refresh), read.get()));
    return read.get();
  }

  private void makeRoom(Instant now, int more) {
    if (size() + more <= MOST_COUNTS) {
      return;
    }
    known.values().removeIf(counts -> !now.isBefore(counts.until()));
    if (size() + more > MOST_COUNTS) {
      known.clear();
    }
  }

  /** A network without any takes its place as well. */
  private int size() {
    return known.values().stream().mapToInt(counts -> counts.byUrl().size() + 1).sum();
  }
}
