// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.util.Optional;
import java.util.regex.Pattern;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonNumber;
import org.ooni.backend.json.JsonText;
import org.ooni.backend.json.MalformedJson;

/** Numbers as the reference converts them: from numbers, booleans, and texts in decimal form. */
final class LenientReal {

  private static final int LONGEST = 1000;
  private static final Pattern DECIMAL =
      Pattern.compile(
          "[+-]?(\\d+(_\\d+)*\\.?(\\d+(_\\d+)*)?|\\.\\d+(_\\d+)*)([eE][+-]?\\d+(_\\d+)*)?");
  private static final Pattern INFINITE = Pattern.compile("(?i)[+-]?inf(inity)?");
  private static final Pattern NOT_A_NUMBER = Pattern.compile("(?i)[+-]?nan");

  private LenientReal() {}

  /**
   * The number.
   *
   * @throws MalformedJson when it is none
   */
  static double of(Json value) {
    if (value instanceof JsonNumber number) {
      return finite(number);
    }
    if (value.isTrue() || value.isFalse()) {
      return value.isTrue() ? 1 : 0;
    }
    if (value instanceof JsonText text) {
      return parse(Blanks.strip(text.text()))
          .orElseThrow(() -> MalformedJson.shape("a text that is no number"));
    }
    throw MalformedJson.shape("a " + value.kind() + " where a number was looked for");
  }

  private static double finite(JsonNumber number) {
    if (number.isWhole() && Double.isInfinite(number.real())) {
      throw MalformedJson.shape("a number too large");
    }
    return number.real();
  }

  private static Optional<Double> parse(String text) {
    if (NOT_A_NUMBER.matcher(text).matches()) {
      return Optional.of(Double.NaN);
    }
    if (INFINITE.matcher(text).matches()) {
      return Optional.of(
          text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }
    return text.length() <= LONGEST && DECIMAL.matcher(text).matches()
        ? Optional.of(Double.parseDouble(text.replace("_", "")))
        : Optional.empty();
  }
}
