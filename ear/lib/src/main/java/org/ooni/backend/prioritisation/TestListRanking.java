// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.prioritisation;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToLongFunction;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The order in which probes are given URLs (probe services 5.3): by {@code priority / max(count,
 * floor)}, so that a URL of priority 800 is measured four times as often as one of 200.
 */
public final class TestListRanking {

  private final double floor;
  private final TieBreak tieBreak;
  private final Supplier<RandomGenerator> lots;

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
    return best(
        candidates,
        place -> counts.getOrDefault(candidates.get(place).entry().url(), 0L),
        categories,
        limit);
  }

  /** Likewise, with the counts by the place among the candidates. */
  List<RankedUrl> best(
      List<PrioritisedEntry> candidates,
      IntToLongFunction counts,
      Set<String> categories,
      int limit) {
    if (limit <= 0) {
      return List.of();
    }
    Contest contest = new Contest(candidates, limit);
    RandomGenerator random = lots.get();
    for (int place = 0; place < candidates.size(); place++) {
      PrioritisedEntry candidate = candidates.get(place);
      // whoever comes after one that would lose even if it were never measured, loses as well
      if (candidate.priority() <= 0 || contest.isLost(weight(candidate, 0))) {
        break;
      }
      if (!categories.isEmpty() && !categories.contains(candidate.entry().category())) {
        continue;
      }
      double weight = weight(candidate, counts.applyAsLong(place));
      if (!contest.isLost(weight)) {
        contest.enter(place, weight, tieBreak == TieBreak.RANDOM ? random.nextInt() : 0);
      }
    }
    return Arrays.stream(contest.bestFirst())
        .mapToObj(place -> weigh(candidates.get(place), counts.applyAsLong(place)))
        .toList();
  }

  /** The weight of one entry. */
  RankedUrl weigh(PrioritisedEntry candidate, long count) {
    return new RankedUrl(candidate.entry(), count, candidate.priority(), weight(candidate, count));
  }

  private double weight(PrioritisedEntry candidate, long count) {
    return candidate.priority() / Math.max(count, floor);
  }

  private static long priority(TestListEntry entry, Collection<PriorityRule> rules) {
    return rules.stream()
        .filter(rule -> rule.matches(entry))
        .mapToLong(PriorityRule::priority)
        .sum();
  }
}
