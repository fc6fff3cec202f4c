// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fingerprint;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The automaton of Aho and Corasick in compact arrays: the children of a state have consecutive
 * numbers, so that a state is one number, its children's bytes are one stretch of an array, and the
 * whole stays in the processor's second cache.
 */
final class PatternTrie {

  private static final int ROOT = 0;

  private final byte[] labels;
  private final int[] firstChild;
  private final int[] fallback;
  private final int[] depth;
  private final int[][] endsHere;
  private final int[] nextWithEnd;

  private PatternTrie(List<Node> nodes) {
    int size = nodes.size();
    labels = new byte[size];
    firstChild = new int[size + 1];
    fallback = new int[size];
    depth = new int[size];
    endsHere = new int[size][];
    nextWithEnd = new int[size];
    int child = 1;
    for (int i = 0; i < size; i++) {
      Node node = nodes.get(i);
      labels[i] = node.label;
      depth[i] = node.depth;
      firstChild[i] = child;
      child += node.children.size();
      endsHere[i] = node.ends.stream().mapToInt(Integer::intValue).toArray();
    }
    firstChild[size] = child;
    link(nodes);
  }

  /** Where this byte leads. */
  int next(int from, byte label) {
    int state = from;
    while (true) {
      int child = child(state, label);
      if (child >= 0) {
        return child;
      }
      if (state == ROOT) {
        return ROOT;
      }
      state = fallback[state];
    }
  }

  /** How many bytes of a pattern are matched there. */
  int depth(int state) {
    return depth[state];
  }

  /** Adds the numbers of the patterns that end there. */
  void collect(int state, BitSet found) {
    for (int at = state; at != ROOT; at = nextWithEnd[at]) {
      for (int number : endsHere[at]) {
        found.set(number);
      }
    }
  }

  /** The states of this depth (at most four), by the bytes that lead to them, the first lowest. */
  Map<Integer, Integer> statesAt(int wanted) {
    Map<Integer, Integer> states = new HashMap<>();
    descend(ROOT, 0, wanted, states);
    return states;
  }

  private void descend(int state, int bytes, int wanted, Map<Integer, Integer> states) {
    if (depth[state] == wanted) {
      states.put(bytes, state);
      return;
    }
    for (int child = firstChild[state]; child < firstChild[state + 1]; child++) {
      int shifted = (labels[child] & 0xFF) << 8 * depth[state];
      descend(child, bytes | shifted, wanted, states);
    }
  }

  private int child(int state, byte label) {
    int low = firstChild[state];
    int high = firstChild[state + 1];
    // the children are sorted; nearly all states have one or two
    while (high - low > 4) {
      int middle = low + high >>> 1;
      if (labels[middle] > label) {
        high = middle;
      } else {
        low = middle;
      }
    }
    for (int at = low; at < high; at++) {
      if (labels[at] == label) {
        return at;
      }
    }
    return -1;
  }

  /** The nodes come level by level, so a fallback is always linked before it is used. */
  private void link(List<Node> nodes) {
    for (int state = 0; state < nodes.size(); state++) {
      for (int child = firstChild[state]; child < firstChild[state + 1]; child++) {
        int target = state == ROOT ? ROOT : next(fallback[state], labels[child]);
        fallback[child] = target;
        nextWithEnd[child] = endsHere[target].length > 0 ? target : nextWithEnd[target];
      }
    }
  }

  private static final class Node {
    final byte label;
    final int depth;
    final TreeMap<Byte, Node> children = new TreeMap<>();
    final List<Integer> ends = new ArrayList<>();

    Node(byte label, int depth) {
      this.label = label;
      this.depth = depth;
    }
  }

  /** Takes the patterns before the arrays are laid out. */
  static final class Builder {

    private final Node root = new Node((byte) 0, 0);

    void add(byte[] pattern, int number) {
      Node node = root;
      for (byte label : pattern) {
        int depth = node.depth + 1;
        node = node.children.computeIfAbsent(label, same -> new Node(label, depth));
      }
      node.ends.add(number);
    }

    PatternTrie build() {
      List<Node> levels = new ArrayList<>(List.of(root));
      for (int i = 0; i < levels.size(); i++) {
        levels.addAll(levels.get(i).children.values());
      }
      return new PatternTrie(levels);
    }
  }
}
