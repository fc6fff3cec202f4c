// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.math.BigInteger;
import java.util.Optional;

/**
 * Whole numbers in texts as the reference reads them: blanks around, a sign, single underscores
 * between digits and the digits of any script are taken.
 */
final class LenientInteger {

  private static final int MOST_DIGITS = 4300;

  private LenientInteger() {}

  /** The number, empty when the text is none. */
  static Optional<BigInteger> parse(String text) {
    String trimmed = Blanks.strip(text);
    StringBuilder digits = new StringBuilder();
    int start = !trimmed.isEmpty() && "+-".indexOf(trimmed.charAt(0)) >= 0 ? 1 : 0;
    boolean afterDigit = false;
    for (int i = start; i < trimmed.length(); i += Character.charCount(trimmed.codePointAt(i))) {
      int point = trimmed.codePointAt(i);
      if (point == '_' && afterDigit) {
        afterDigit = false;
        continue;
      }
      if (!Character.isDigit(point)) {
        return Optional.empty();
      }
      digits.append(Character.digit(point, 10));
      afterDigit = true;
    }
    if (!afterDigit || digits.length() > MOST_DIGITS) {
      return Optional.empty();
    }
    BigInteger value = new BigInteger(digits.toString());
    return Optional.of(trimmed.charAt(0) == '-' ? value.negate() : value);
  }
}
