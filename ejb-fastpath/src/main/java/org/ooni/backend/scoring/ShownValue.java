// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.Collectors;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonArray;
import org.ooni.backend.json.JsonNumber;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.JsonText;

/** Values as the reference writes them into its messages. */
final class ShownValue {

  private static final int MOST_PLACES = 16;
  private static final int LEAST_PLACES = -4;

  private ShownValue() {}

  /** The value for a message: a text as it is. */
  static String of(Json value) {
    return value instanceof JsonText text ? text.text() : within(value);
  }

  private static String within(Json value) {
    if (value instanceof JsonText text) {
      return quoted(text.text());
    }
    if (value instanceof JsonNumber number) {
      return number.value() instanceof Double real ? shown(real) : number.value().toString();
    }
    if (value instanceof JsonArray array) {
      return joined(array.elements().stream().map(ShownValue::within).toList(), "[", "]");
    }
    if (value instanceof JsonObject object) {
      return joined(
          object.names().stream()
              .map(name -> quoted(name) + ": " + within(object.member(name)))
              .toList(),
          "{",
          "}");
    }
    return value.isNothing() ? "None" : value.isTrue() ? "True" : "False";
  }

  private static String joined(List<String> parts, String open, String close) {
    return parts.stream().collect(Collectors.joining(", ", open, close));
  }

  private static String shown(double real) {
    if (Double.isNaN(real) || Double.isInfinite(real)) {
      return Double.isNaN(real) ? "nan" : real > 0 ? "inf" : "-inf";
    }
    BigDecimal shortest = new BigDecimal(Double.toString(real), MathContext.UNLIMITED);
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (real == 0 || exponent >= LEAST_PLACES && exponent < MOST_PLACES) {
      String plain = shortest.toPlainString();
      return plain.contains(".") ? plain : plain + ".0";
    }
    BigDecimal mantissa = shortest.movePointLeft(exponent).stripTrailingZeros();
    return mantissa.toPlainString()
        + String.format("e%c%02d", exponent < 0 ? '-' : '+', Math.abs(exponent));
  }

  private static String quoted(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    StringBuilder out = new StringBuilder().append(quote);
    for (char c : text.toCharArray()) {
      switch (c) {
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\\' -> out.append("\\\\");
        default -> {
          if (c < ' ' || c == 0x7F) {
            out.append(String.format("\\x%02x", (int) c));
          } else {
            out.append(c == quote ? "\\" : "").append(c);
          }
        }
      }
    }
    return out.append(quote).toString();
  }
}
