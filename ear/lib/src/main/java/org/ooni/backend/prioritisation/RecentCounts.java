// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.prioritisation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.place.CountryCode;
import org.ooni.backend.place.ProbeAsn;

/**
 * How often URLs were measured in a network, remembered for some minutes. What this node commits
 * meanwhile is added at once; what other nodes commit is seen when the database is asked again.
 */
@ApplicationScoped
class RecentCounts {

  /** Of sixty megabytes: those of six thousand networks. */
  private static final long MOST_COUNTS = 15_000_000;

  @Inject TestListTables tables;
  @Inject DatabaseRest rest;
  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = "TEST_LIST_COUNT_REFRESH")
  Duration refresh;

  private final Map<Network, Counts> known = new ConcurrentHashMap<>();
  private Optional<TestList> newest = Optional.empty();
  private long size;

  private record Network(CountryCode country, ProbeAsn asn) {}

  /**
   * What is remembered of a network.
   *
   * @param list whose candidates were counted
   * @param byPlace measurements of each candidate; read without a lock while it rises
   */
  private record Counts(
      Instant until, LocalDate week, TestList list, Candidates candidates, int[] byPlace) {

    /** A network of a country without any takes its place as well. */
    int weight() {
      return byPlace.length + 1;
    }
  }

  /** Measurements of each candidate of a country; nothing when the database never answered. */
  int[] of(TestList list, Candidates candidates, CountryCode country, ProbeAsn asn) {
    Instant now = clock.instant();
    Network network = new Network(country, asn);
    Counts counts = known.get(network);
    // another list has the same URLs in other places
    boolean isUsable = counts != null && counts.list() == list;
    if (isUsable && now.isBefore(counts.until())) {
      return counts.byPlace();
    }
    LocalDate week = CountingWeek.of(now);
    Optional<Map<String, Long>> read = rest.ask(() -> tables.counts(week, country, asn));
    if (read.isEmpty()) {
      return isUsable ? counts.byPlace() : new int[candidates.entries().size()];
    }
    int[] byPlace = candidates.counts(read.get());
    keep(now, network, new Counts(until(now, week), week, list, candidates, byPlace));
    return byPlace;
  }

  /**
   * A measurement was committed here; it counts in its network and in its country. One that is
   * committed while the same network is read may be missed or counted twice until the next reading.
   */
  synchronized void measured(LocalDate week, CountryCode country, ProbeAsn asn, String url) {
    add(week, new Network(country, asn), url);
    if (!asn.isUnknown()) {
      add(week, new Network(country, ProbeAsn.UNKNOWN), url);
    }
  }

  private void add(LocalDate week, Network network, String url) {
    Counts counts = known.get(network);
    if (counts == null) {
      return;
    }
    if (week.equals(counts.week()) || week.equals(counts.week().minusWeeks(1))) {
      counts
          .list()
          .numberOf(url)
          .ifPresent(number -> counts.candidates().increment(counts.byPlace(), number));
    }
  }

  /** With the week another one falls out of the count. */
  private Instant until(Instant now, LocalDate week) {
    Instant end = week.plusWeeks(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant later = now.plus(refresh);
    return later.isBefore(end) ? later : end;
  }

  private synchronized void keep(Instant now, Network network, Counts fresh) {
    if (newest.isEmpty() || newest.get() != fresh.list()) {
      newest = Optional.of(fresh.list());
      forget(counts -> counts.list() != fresh.list());
    }
    if (size + fresh.weight() > MOST_COUNTS) {
      forget(counts -> !now.isBefore(counts.until()));
    }
    if (size + fresh.weight() > MOST_COUNTS) {
      forget(counts -> true);
    }
    Counts before = known.put(network, fresh);
    size += fresh.weight() - (before == null ? 0 : before.weight());
  }

  private void forget(Predicate<Counts> which) {
    known.values().removeIf(which);
    size = known.values().stream().mapToLong(Counts::weight).sum();
  }
}
