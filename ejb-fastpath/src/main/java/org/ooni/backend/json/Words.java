// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes looked at together. What is found is marked by the highest bit of its byte; only the
 * first mark is sure, those after it may be wrong.
 */
final class Words {

  static final long QUOTES = repeated('"');
  static final long BACKSLASHES = repeated('\\');

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW = repeated(1);
  private static final long HIGH = LOW << 7;

  private Words() {}

  static long at(byte[] bytes, int from) {
    return (long) LONGS.get(bytes, from);
  }

  static void put(byte[] bytes, int from, long word) {
    LONGS.set(bytes, from, word);
  }

  /** Marks the bytes equal to that of the other word, which repeats one. */
  static long equalTo(long word, long repeated) {
    return zeros(word ^ repeated);
  }

  /** Marks the bytes that need a look in a text: quotes, backslashes, NUL, not ASCII. */
  static long special(long word) {
    return equalTo(word, QUOTES) | equalTo(word, BACKSLASHES) | zeros(word) | word & HIGH;
  }

  /** Which byte has the first mark. */
  static int firstOf(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }

  private static long zeros(long word) {
    return word - LOW & ~word & HIGH;
  }

  private static long repeated(int b) {
    return b * 0x0101010101010101L;
  }
}
