// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fingerprint;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses the window of a pattern: one that few patterns share, without bytes that repeat, and of
 * bytes that are not everywhere in a page.
 */
final class WindowChoice {

  private static final byte[] COMMON =
      " etaoinsrhldcumfpgwybv/<>=\"-\n.:;".getBytes(StandardCharsets.US_ASCII);
  private static final int SHARED_COST = 64;
  private static final int REPEATED_COST = 1024;

  private final Map<Integer, Integer> sharers = new HashMap<>();
  private final int[] cost = new int[256];

  WindowChoice(List<byte[]> patterns) {
    for (byte[] pattern : patterns) {
      Set<Integer> windows = new HashSet<>();
      for (int at = 0; at + WindowTable.WIDTH <= pattern.length; at++) {
        windows.add(WindowTable.at(pattern, at));
      }
      windows.forEach(window -> sharers.merge(window, 1, Integer::sum));
    }
    for (int i = 0; i < COMMON.length; i++) {
      cost[COMMON[i]] = COMMON.length - i;
    }
  }

  /** Where in the pattern its window is. */
  int offset(byte[] pattern) {
    int best = 0;
    long least = Long.MAX_VALUE;
    for (int at = 0; at + WindowTable.WIDTH <= pattern.length; at++) {
      long sum = (long) SHARED_COST * sharers.get(WindowTable.at(pattern, at));
      for (int i = at; i < at + WindowTable.WIDTH; i++) {
        sum += cost[pattern[i] & 0xFF];
        sum += i > at && pattern[i] == pattern[i - 1] ? REPEATED_COST : 0;
      }
      if (sum < least) {
        least = sum;
        best = at;
      }
    }
    return best;
  }
}
