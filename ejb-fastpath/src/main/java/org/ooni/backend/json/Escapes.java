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
    while (at < to) {
      byte b = bytes[at++];
      if (b != '\\') {
        target[written++] = b;
        continue;
      }
      byte letter = bytes[at++];
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
    return written;
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
