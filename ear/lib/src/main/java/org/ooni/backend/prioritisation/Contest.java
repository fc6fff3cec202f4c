// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.prioritisation;

import java.util.List;

/**
 * Keeps the best few of many candidates: a heap with the worst of them on top, in plain arrays,
 * because a probe gets a hundred out of thousands and nothing is to be made for the others.
 */
final class Contest {

  private final List<PrioritisedEntry> candidates;
  private final int[] places;
  private final double[] weights;
  private final int[] lots;
  private int size;

  /**
   * @param limit how many are kept, above 0
   */
  Contest(List<PrioritisedEntry> candidates, int limit) {
    this.candidates = candidates;
    int room = Math.min(limit, candidates.size());
    this.places = new int[room];
    this.weights = new double[room];
    this.lots = new int[room];
  }

  /** Whether a candidate of that weight has no chance, whatever its lot. */
  boolean isLost(double weight) {
    return size == places.length && weight < weights[0];
  }

  /** Takes a candidate if it is among the best so far; of equal weights the lower lot is better. */
  void enter(int place, double weight, int lot) {
    if (size < places.length) {
      set(size, place, weight, lot);
      rise(size++);
    } else if (isBetter(place, weight, lot, 0)) {
      set(0, place, weight, lot);
      sink(0);
    }
  }

  /** The places of those that were kept, best first. Ends the contest. */
  int[] bestFirst() {
    int[] best = new int[size];
    while (size > 0) {
      best[--size] = places[0];
      set(0, places[size], weights[size], lots[size]);
      sink(0);
    }
    return best;
  }

  private void set(int at, int place, double weight, int lot) {
    places[at] = place;
    weights[at] = weight;
    lots[at] = lot;
  }

  private void swap(int one, int other) {
    int place = places[one];
    double weight = weights[one];
    int lot = lots[one];
    set(one, places[other], weights[other], lots[other]);
    set(other, place, weight, lot);
  }

  private void rise(int from) {
    int at = from;
    while (at > 0 && isBetter((at - 1) / 2, at)) {
      swap(at, (at - 1) / 2);
      at = (at - 1) / 2;
    }
  }

  private void sink(int from) {
    int at = from;
    while (2 * at + 1 < size) {
      int worse = 2 * at + 1;
      if (worse + 1 < size && isBetter(worse, worse + 1)) {
        worse++;
      }
      if (!isBetter(at, worse)) {
        return;
      }
      swap(at, worse);
      at = worse;
    }
  }

  private boolean isBetter(int one, int other) {
    return isBetter(places[one], weights[one], lots[one], other);
  }

  private boolean isBetter(int place, double weight, int lot, int other) {
    if (weight != weights[other]) {
      return weight > weights[other];
    }
    if (lot != lots[other]) {
      return lot < lots[other];
    }
    return url(place).compareTo(url(places[other])) < 0;
  }

  private String url(int place) {
    return candidates.get(place).entry().url();
  }
}
