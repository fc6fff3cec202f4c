// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fingerprint;

import java.util.Arrays;
import java.util.Map;

/**
 * States of the automaton by the four bytes that lead to them. A small bit table, which stays in
 * the processor's first cache, answers for nearly all bytes of a page that they lead to none.
 */
final class EntryTable {

  private static final int FILTER_BITS = 17;
  private static final int SPREAD = 0x9E3779B1;

  private final long[] filter = new long[1 << FILTER_BITS - 6];
  private final int[] keys;
  private final int[] states;
  private final int shift;

  EntryTable(Map<Integer, Integer> stateByBytes) {
    int bits = Math.max(4, 34 - Integer.numberOfLeadingZeros(stateByBytes.size()));
    keys = new int[1 << bits];
    states = new int[1 << bits];
    shift = 32 - bits;
    Arrays.fill(states, -1);
    stateByBytes.forEach(this::enter);
  }

  /** The state that these four bytes lead to, negative when there is none. */
  int state(int bytes) {
    int hash = bytes * SPREAD;
    int bit = hash >>> 32 - FILTER_BITS;
    if ((filter[bit >>> 6] & 1L << bit) == 0) {
      return -1;
    }
    int slot = hash >>> shift;
    while (states[slot] >= 0) {
      if (keys[slot] == bytes) {
        return states[slot];
      }
      slot = slot + 1 & keys.length - 1;
    }
    return -1;
  }

  private void enter(int bytes, int state) {
    int hash = bytes * SPREAD;
    int bit = hash >>> 32 - FILTER_BITS;
    filter[bit >>> 6] |= 1L << bit;
    int slot = hash >>> shift;
    while (states[slot] >= 0) {
      slot = slot + 1 & keys.length - 1;
    }
    keys[slot] = bytes;
    states[slot] = state;
  }
}
