// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.json;

/** Texts as a database takes them. */
public final class StorableText {

  private StorableText() {}

  /** The text without U+0000 and with U+FFFD for surrogates that stand alone. */
  public static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return cleaned(text);
      }
    }
    return text;
  }

  /** Whether a surrogate stands alone in it. */
  public static boolean hasLoneSurrogate(String text) {
    return text.codePoints().anyMatch(StorableText::isSurrogate);
  }

  private static String cleaned(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .filter(point -> point != 0)
        .forEach(point -> clean.appendCodePoint(isSurrogate(point) ? 0xFFFD : point));
    return clean.toString();
  }

  private static boolean isSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
