// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.prioritisation;

import java.util.List;
import java.util.Map;

/**
 * The entries that probes in a country may be given, in an order that does not change, so that what
 * is known of each can be an array.
 *
 * @param entries highest priority first
 * @param urlNumbers the number of each entry's URL; one URL may stand on two lists
 */
record Candidates(List<PrioritisedEntry> entries, int[] urlNumbers) {

  /** Measurements of each entry. */
  int[] counts(Map<String, Long> byUrl) {
    int[] counts = new int[entries.size()];
    for (int i = 0; i < counts.length; i++) {
      long count = byUrl.getOrDefault(entries.get(i).entry().url(), 0L);
      counts[i] = (int) Math.min(count, Integer.MAX_VALUE);
    }
    return counts;
  }

  /** Counts one measurement more of a URL, on whichever lists it is. */
  void increment(int[] counts, int urlNumber) {
    for (int i = 0; i < urlNumbers.length; i++) {
      if (urlNumbers[i] == urlNumber) {
        counts[i]++;
      }
    }
  }
}
