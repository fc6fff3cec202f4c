// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.prioritisation;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The order in which probes are given URLs (probe services 5.3): by {@code priority / max(count,
 * floor)}, so that a URL of priority 800 is measured four times as often as one of 200.
 */
public final class TestListRanking {

  private static final Comparator<Contender> BEST_FIRST =
      (one, other) -> compare(one.url().weight(), one.lot(), one.url().entry(), other);

  private final double floor;
  private final TieBreak tieBreak;
  private final Supplier<RandomGenerator> lots;

  /** A URL that is among the best so far; of equal ones that with the lower lot is before. */
  private record Contender(RankedUrl url, int lot) {}

  /**
   * With its tunables.
   *
   * @param floor what counts as the number of measurements of a URL that has fewer, above 0
   * @param lots asked once for each list, for {@link TieBreak#RANDOM} only
   */
  public TestListRanking(double floor, TieBreak tieBreak, Supplier<RandomGenerator> lots) {
    if (!(floor > 0)) {
      throw new IllegalArgumentException("the floor of the count must be above 0");
    }
    this.floor = floor;
    this.tieBreak = tieBreak;
    this.lots = lots;
  }

  /** Gives each candidate the sum of the rules that match it; the highest come first. */
  public static List<PrioritisedEntry> prioritise(
      Collection<TestListEntry> candidates, Collection<PriorityRule> rules) {
    return candidates.stream()
        .map(entry -> new PrioritisedEntry(entry, priority(entry, rules)))
        .sorted(Comparator.comparingLong(PrioritisedEntry::priority).reversed())
        .toList();
  }

  /**
   * The best URLs, best first, without those whose priority is not above 0.
   *
   * @param candidates highest priority first, as {@link #prioritise} gives them
   * @param counts measurements by URL; a URL that is missing has none
   * @param categories codes of the categories that are wanted, none for all
   * @param limit how many at most
   */
  public List<RankedUrl> best(
      List<PrioritisedEntry> candidates,
      Map<String, Long> counts,
      Set<String> categories,
      int limit) {
    // a probe gets a few out of thousands: only what may be among them is made an object of
    Queue<Contender> worstFirst = new PriorityQueue<>(BEST_FIRST.reversed());
    RandomGenerator random = lots.get();
    for (PrioritisedEntry candidate : candidates) {
      if (candidate.priority() <= 0 || limit <= 0 || isBeaten(candidate, worstFirst, limit)) {
        break;
      }
      if (!categories.isEmpty() && !categories.contains(candidate.entry().category())) {
        continue;
      }
      long count = counts.getOrDefault(candidate.entry().url(), 0L);
      int lot = tieBreak == TieBreak.RANDOM ? random.nextInt() : 0;
      if (worstFirst.size() == limit) {
        double weight = weight(candidate, count);
        if (compare(weight, lot, candidate.entry(), worstFirst.element()) >= 0) {
          continue;
        }
        worstFirst.remove();
      }
      worstFirst.add(new Contender(weigh(candidate, count), lot));
    }
    return worstFirst.stream().sorted(BEST_FIRST).map(Contender::url).toList();
  }

  /** Whether it, and all that come after it, would not be taken even if never measured. */
  private boolean isBeaten(PrioritisedEntry candidate, Queue<Contender> worstFirst, int limit) {
    return worstFirst.size() == limit && weight(candidate, 0) < worstFirst.element().url().weight();
  }

  /** The weight of one entry. */
  RankedUrl weigh(PrioritisedEntry candidate, long count) {
    return new RankedUrl(candidate.entry(), count, candidate.priority(), weight(candidate, count));
  }

  private double weight(PrioritisedEntry candidate, long count) {
    return candidate.priority() / Math.max(count, floor);
  }

  private static int compare(double weight, int lot, TestListEntry entry, Contender other) {
    int byWeight = Double.compare(other.url().weight(), weight);
    if (byWeight != 0) {
      return byWeight;
    }
    int byLot = Integer.compare(lot, other.lot());
    return byLot != 0 ? byLot : entry.url().compareTo(other.url().entry().url());
  }

  private static long priority(TestListEntry entry, Collection<PriorityRule> rules) {
    return rules.stream()
        .filter(rule -> rule.matches(entry))
        .mapToLong(PriorityRule::priority)
        .sum();
  }
}
