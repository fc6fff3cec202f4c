// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.json;

import java.util.Arrays;

/**
 * UTF-8 in which surrogates may stand alone, as three bytes each: the form in which the decoder
 * keeps the texts that the reference accepts and Unicode does not.
 */
final class Wtf8 {

  /** Trait of a text: some of its characters are escaped. */
  static final int ESCAPED = 1;

  /** Trait of a text: some of its bytes are not ASCII. */
  static final int NON_ASCII = 2;

  /** Trait of a text: some of its bytes are surrogates. */
  static final int SURROGATES = 4;

  private Wtf8() {}

  static byte[] encode(String text) {
    byte[] target = new byte[text.length() * 3];
    int written = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      written = write(text.codePointAt(i), target, written);
    }
    return Arrays.copyOf(target, written);
  }

  /** Writes one code point and returns where the next goes. */
  static int write(int point, byte[] target, int at) {
    int next = at;
    if (point < 0x80) {
      target[next++] = (byte) point;
      return next;
    }
    if (point < 0x800) {
      target[next++] = (byte) (0xC0 | point >> 6);
    } else if (point < 0x10000) {
      target[next++] = (byte) (0xE0 | point >> 12);
      target[next++] = (byte) (0x80 | point >> 6 & 0x3F);
    } else {
      target[next++] = (byte) (0xF0 | point >> 18);
      target[next++] = (byte) (0x80 | point >> 12 & 0x3F);
      target[next++] = (byte) (0x80 | point >> 6 & 0x3F);
    }
    target[next++] = (byte) (0x80 | point & 0x3F);
    return next;
  }

  static String decode(byte[] bytes, int from, int to) {
    StringBuilder text = new StringBuilder(to - from);
    int at = from;
    while (at < to) {
      int lead = bytes[at];
      int length = lead >= 0 ? 1 : Math.max(2, Integer.numberOfLeadingZeros(~lead) - 24);
      int point = length == 1 ? lead : lead & 0xFF >> length + 1;
      for (int i = 1; i < length; i++) {
        point = point << 6 | bytes[at + i] & 0x3F;
      }
      text.appendCodePoint(point);
      at += length;
    }
    return text.toString();
  }
}
