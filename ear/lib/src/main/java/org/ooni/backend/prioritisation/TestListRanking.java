// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.prioritisation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * The order in which probes are given URLs (probe services 5.3): by {@code priority / max(count,
 * floor)}, so that a URL of priority 800 is measured four times as often as one of 200.
 */
public final class TestListRanking {

  private static final Comparator<RankedUrl> BY_WEIGHT =
      Comparator.comparingDouble(RankedUrl::weight).reversed();
  private static final Comparator<RankedUrl> BY_WEIGHT_AND_URL =
      BY_WEIGHT.thenComparing(ranked -> ranked.entry().url());

  private final double floor;
  private final TieBreak tieBreak;
  private final Random random;

  /**
   * With its tunables.
   *
   * @param floor what counts as the number of measurements of a URL that has fewer, above 0
   * @param random used by {@link TieBreak#RANDOM} only
   */
  public TestListRanking(double floor, TieBreak tieBreak, Random random) {
    if (!(floor > 0)) {
      throw new IllegalArgumentException("the floor of the count must be above 0");
    }
    this.floor = floor;
    this.tieBreak = tieBreak;
    this.random = random;
  }

  /** Gives each candidate the sum of the rules that match it. */
  public static List<PrioritisedEntry> prioritise(
      Collection<TestListEntry> candidates, Collection<PriorityRule> rules) {
    return candidates.stream()
        .map(entry -> new PrioritisedEntry(entry, priority(entry, rules)))
        .toList();
  }

  /**
   * The best URLs, best first, without those whose priority is not above 0.
   *
   * @param counts measurements by URL; a URL that is missing has none
   * @param categories codes of the categories that are wanted, none for all
   * @param limit how many at most
   */
  public List<RankedUrl> best(
      Collection<PrioritisedEntry> candidates,
      Map<String, Long> counts,
      Set<String> categories,
      int limit) {
    List<RankedUrl> ranked = new ArrayList<>(candidates.size());
    for (PrioritisedEntry candidate : candidates) {
      boolean wanted = categories.isEmpty() || categories.contains(candidate.entry().category());
      if (wanted && candidate.priority() > 0) {
        ranked.add(weigh(candidate, counts.getOrDefault(candidate.entry().url(), 0L)));
      }
    }
    sort(ranked);
    return List.copyOf(ranked.subList(0, Math.min(Math.max(limit, 0), ranked.size())));
  }

  /** The weight of one entry. */
  RankedUrl weigh(PrioritisedEntry candidate, long count) {
    double weight = candidate.priority() / Math.max(count, floor);
    return new RankedUrl(candidate.entry(), count, candidate.priority(), weight);
  }

  private void sort(List<RankedUrl> ranked) {
    if (tieBreak == TieBreak.URL) {
      ranked.sort(BY_WEIGHT_AND_URL);
      return;
    }
    // the sort is stable: what was shuffled stays so where the weights are equal
    Collections.shuffle(ranked, random);
    ranked.sort(BY_WEIGHT);
  }

  private static long priority(TestListEntry entry, Collection<PriorityRule> rules) {
    return rules.stream()
        .filter(rule -> rule.matches(entry))
        .mapToLong(PriorityRule::priority)
        .sum();
  }
}
