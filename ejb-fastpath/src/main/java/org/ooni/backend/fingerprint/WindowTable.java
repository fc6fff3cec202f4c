// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fingerprint;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Patterns by the window they are known by. A bit table that stays in the processor's first cache
 * says for nearly all bytes of a page that no window is there.
 */
final class WindowTable {

  /** How many bytes a window has. */
  static final int WIDTH = Integer.BYTES;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int FILTER_BITS = 17;
  private static final int SPREAD = 0x9E3779B1;
  private static final int NONE = -1;

  /**
   * One pattern.
   *
   * @param window its four bytes
   * @param pattern its number
   * @param offset where in it they are
   */
  record Entry(int window, int pattern, int offset) {}

  private final long[] filter = new long[1 << FILTER_BITS - 6];
  private final int[] heads;
  private final int shift;
  private final int[] keys;
  private final int[] patterns;
  private final int[] offsets;
  private final int[] next;

  WindowTable(List<Entry> entries) {
    int size = entries.size();
    int bits = Math.max(4, 34 - Integer.numberOfLeadingZeros(size));
    shift = Integer.SIZE - bits;
    heads = new int[1 << bits];
    Arrays.fill(heads, NONE);
    keys = new int[size];
    patterns = new int[size];
    offsets = new int[size];
    next = new int[size];
    for (int i = 0; i < size; i++) {
      enter(i, entries.get(i));
    }
  }

  /** The four bytes there. */
  static int at(byte[] bytes, int from) {
    return (int) INTS.get(bytes, from);
  }

  /** The first place from here to the last where a window may be, beyond the last if nowhere. */
  int next(byte[] bytes, int from, int last) {
    int at = from;
    // one read of eight bytes holds the windows of four places and of the fifth, which is next
    while (at + Long.BYTES - WIDTH <= last) {
      long word = (long) LONGS.get(bytes, at);
      long any =
          marks((int) word)
              | marks((int) (word >>> 8))
              | marks((int) (word >>> 16))
              | marks((int) (word >>> 24));
      if ((any & 1) != 0) {
        break;
      }
      at += WIDTH;
    }
    while (at <= last && (marks(at(bytes, at)) & 1) == 0) {
      at++;
    }
    return at;
  }

  /** In its lowest bit, whether this window may be one. */
  private long marks(int window) {
    int bit = window * SPREAD >>> Integer.SIZE - FILTER_BITS;
    return filter[bit >>> 6] >>> bit;
  }

  /** The first entry with this window, negative when there is none. */
  int first(int window) {
    return matching(heads[window * SPREAD >>> shift], window);
  }

  /** The next entry with the same window. */
  int following(int entry) {
    return matching(next[entry], keys[entry]);
  }

  int pattern(int entry) {
    return patterns[entry];
  }

  int offset(int entry) {
    return offsets[entry];
  }

  private int matching(int start, int window) {
    int entry = start;
    while (entry >= 0 && keys[entry] != window) {
      entry = next[entry];
    }
    return entry;
  }

  private void enter(int number, Entry entry) {
    keys[number] = entry.window();
    patterns[number] = entry.pattern();
    offsets[number] = entry.offset();
    int hash = entry.window() * SPREAD;
    next[number] = heads[hash >>> shift];
    heads[hash >>> shift] = number;
    int bit = hash >>> Integer.SIZE - FILTER_BITS;
    filter[bit >>> 6] |= 1L << bit;
  }
}
