// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.json;

/** The escapes of JSON texts. Their syntax is checked by {@link TextScanner} before. */
final class Escapes {

  private Escapes() {}

  /**
   * Writes a text with its escapes resolved, never longer than it was.
   *
   * @return number of bytes written
   */
  static int resolve(byte[] bytes, int from, int to, byte[] target) {
    int at = from;
    int written = 0;
    while (true) {
      int plain = copyPlain(bytes, at, to, target, written);
      at += plain;
      written += plain;
      if (at == to) {
        return written;
      }
      byte letter = bytes[at + 1];
      at += 2;
      if (letter != 'u') {
        target[written++] = resolved(letter);
        continue;
      }
      int unit = unit(bytes, at);
      at += 4;
      if (unit >> 10 == 0x36 && isLowSurrogate(bytes, at, to)) {
        unit = Character.toCodePoint((char) unit, (char) unit(bytes, at + 2));
        at += 6;
      }
      written = Wtf8.write(unit, target, written);
    }
  }

  /** Copies what stands before the next backslash, eight bytes at a time; returns how many. */
  private static int copyPlain(byte[] bytes, int from, int to, byte[] target, int start) {
    int at = from;
    int written = start;
    while (at + Long.BYTES <= to) {
      long word = Words.at(bytes, at);
      long found = Words.equalTo(word, Words.BACKSLASHES);
      // the target is as long as the text: there is room for the bytes that do not count, too
      Words.put(target, written, word);
      if (found != 0) {
        return at + Words.firstOf(found) - from;
      }
      at += Long.BYTES;
      written += Long.BYTES;
    }
    while (at < to && bytes[at] != '\\') {
      target[written++] = bytes[at++];
    }
    return at - from;
  }

  /** Value of four hexadecimal digits, negative when one of them is none. */
  static int unit(byte[] bytes, int at) {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(bytes[at + i], 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private static boolean isLowSurrogate(byte[] bytes, int at, int to) {
    return at + 6 <= to
        && bytes[at] == '\\'
        && bytes[at + 1] == 'u'
        && unit(bytes, at + 2) >> 10 == 0x37;
  }

  private static byte resolved(byte letter) {
    return switch (letter) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> letter;
    };
  }
}
