// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.json;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Finds the place of a name among many. Its hash is another one in every process, so that nobody
 * can send names that all fall into one slot.
 */
final class NameIndex {

  private static final long SEED = new SecureRandom().nextLong();
  private static final long SPREAD = 0x9E3779B97F4A7C15L;
  private static final int FREE = -1;

  private int[] places;

  NameIndex(String[] names, int size) {
    build(names, size, Integer.highestOneBit(size) * 4);
  }

  /** The place of the name, negative when it is not there. */
  int find(String name, String[] names) {
    int slot = slot(name);
    while (places[slot] != FREE) {
      if (names[places[slot]].equals(name)) {
        return places[slot];
      }
      slot = slot + 1 & places.length - 1;
    }
    return FREE;
  }

  /** Takes in the name at the last place. */
  void add(String[] names, int place) {
    if (place * 2 > places.length) {
      build(names, place + 1, places.length * 2);
      return;
    }
    enter(names[place], place);
  }

  private void build(String[] names, int size, int slots) {
    places = new int[slots];
    Arrays.fill(places, FREE);
    for (int place = 0; place < size; place++) {
      enter(names[place], place);
    }
  }

  private void enter(String name, int place) {
    int slot = slot(name);
    while (places[slot] != FREE) {
      slot = slot + 1 & places.length - 1;
    }
    places[slot] = place;
  }

  private int slot(String name) {
    long hash = SEED;
    for (int i = 0; i < name.length(); i++) {
      hash = (Long.rotateLeft(hash, 23) ^ name.charAt(i)) * SPREAD;
    }
    return (int) (hash >>> 32) & places.length - 1;
  }
}
