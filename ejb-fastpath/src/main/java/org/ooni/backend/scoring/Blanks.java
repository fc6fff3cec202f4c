// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

/** White space as the reference knows it. */
final class Blanks {

  private Blanks() {}

  /** The text without the white space around it. */
  static String strip(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  static boolean isBlank(char c) {
    return c <= ' '
        ? c >= '\t' && c <= '\r' || c >= 0x1C
        : c == 0x85 || c == 0xA0 || Character.isSpaceChar(c);
  }
}
