// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.mozlog;

/** One JSON object, as one line of printable ASCII. */
final class JsonLine {

  private static final String HEXADECIMAL = "0123456789abcdef";
  private static final int[] SHIFTS = {12, 8, 4, 0};

  private final StringBuilder text;

  JsonLine(int length) {
    text = new StringBuilder(length).append('{');
  }

  JsonLine add(String name, long value) {
    member(name);
    text.append(value);
    return this;
  }

  JsonLine add(String name, String value) {
    member(name);
    quote(value);
    return this;
  }

  /** A number or a truth as it is, everything else as a text. */
  JsonLine addValue(String name, Object value) {
    if (value instanceof Integer || value instanceof Long || value instanceof Boolean) {
      member(name);
      text.append(value);
      return this;
    }
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      member(name);
      text.append(number.doubleValue());
      return this;
    }
    return add(name, value.toString());
  }

  /** Begins an object, which {@link #end} ends. */
  JsonLine begin(String name) {
    member(name);
    text.append('{');
    return this;
  }

  JsonLine end() {
    text.append('}');
    return this;
  }

  /** The line, with its end. */
  String line() {
    return text.append("}\n").toString();
  }

  private void member(String name) {
    if (text.charAt(text.length() - 1) != '{') {
      text.append(',');
    }
    quote(name);
    text.append(':');
  }

  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> text.append('\\').append(c);
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> plainOrEscaped(c);
      }
    }
    text.append('"');
  }

  /** Whatever could change how a terminal or a reader shows the line is written as its number. */
  private void plainOrEscaped(char c) {
    if (c >= ' ' && c < 0x7f) {
      text.append(c);
      return;
    }
    text.append("\\u");
    for (int shift : SHIFTS) {
      text.append(HEXADECIMAL.charAt(c >> shift & 0xf));
    }
  }
}
