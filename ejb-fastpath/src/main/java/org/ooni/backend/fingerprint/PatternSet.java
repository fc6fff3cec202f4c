// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fingerprint;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Searches bytes for many patterns in one pass whose time grows with the bytes only. Most places of
 * a page start no pattern: a table of the patterns' first four bytes passes over them, and an
 * Aho-Corasick automaton is entered where a pattern may start and left when no more than three
 * bytes of one are matched.
 */
final class PatternSet {

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int ENTRY = 4;

  private final PatternTrie trie;
  private final EntryTable entries;
  private final List<byte[]> patterns;
  private final int[] shortOnes;

  PatternSet(List<byte[]> patterns) {
    this.patterns = List.copyOf(patterns);
    List<Integer> brief = new ArrayList<>();
    PatternTrie.Builder builder = new PatternTrie.Builder();
    for (int i = 0; i < patterns.size(); i++) {
      if (patterns.get(i).length < ENTRY) {
        brief.add(i);
      } else {
        builder.add(patterns.get(i), i);
      }
    }
    this.shortOnes = brief.stream().mapToInt(Integer::intValue).toArray();
    this.trie = builder.build();
    this.entries = new EntryTable(trie.statesAt(ENTRY));
  }

  /** Numbers of the patterns that are in the bytes. */
  BitSet in(byte[] bytes, int from, int to) {
    BitSet found = new BitSet();
    for (int number : shortOnes) {
      if (contains(bytes, from, to, patterns.get(number))) {
        found.set(number);
      }
    }
    int last = to - ENTRY;
    int at = from;
    while (at <= last) {
      int state = entries.state((int) INTS.get(bytes, at));
      at = state < 0 ? at + 1 : follow(bytes, at + ENTRY, to, state, found);
    }
    return found;
  }

  /** Walks the automaton from a state to where it is left; returns where the search goes on. */
  private int follow(byte[] bytes, int from, int to, int entry, BitSet found) {
    int state = entry;
    int at = from;
    while (true) {
      trie.collect(state, found);
      if (at == to) {
        return to;
      }
      state = trie.next(state, bytes[at++]);
      int depth = trie.depth(state);
      if (depth < ENTRY) {
        return at - depth;
      }
    }
  }

  private static boolean contains(byte[] bytes, int from, int to, byte[] pattern) {
    for (int start = from; start + pattern.length <= to; start++) {
      int matched = 0;
      while (matched < pattern.length && bytes[start + matched] == pattern[matched]) {
        matched++;
      }
      if (matched == pattern.length) {
        return true;
      }
    }
    return false;
  }
}
