// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.json;

/**
 * Writes values as JSON that a database takes: what it would refuse (U+0000, surrogates that stand
 * alone, numbers that are not finite) is left out or replaced, and {@link #isCleaned} says so.
 */
public final class JsonWriter {

  private final StringBuilder out = new StringBuilder(256);
  private boolean cleaned;

  /** The value's text. */
  public String write(Json value) {
    out.setLength(0);
    cleaned = false;
    append(value);
    return out.toString();
  }

  /** Whether the text written last differs from the value. */
  public boolean isCleaned() {
    return cleaned;
  }

  private void append(Json value) {
    if (value instanceof JsonObject object) {
      append(object);
    } else if (value instanceof JsonArray array) {
      append(array);
    } else if (value instanceof JsonText text) {
      append(text.text());
    } else if (value instanceof JsonNumber number) {
      append(number);
    } else {
      out.append(value.isNothing() ? "null" : value.isTrue() ? "true" : "false");
    }
  }

  private void append(JsonObject object) {
    char separator = '{';
    for (String name : object.names()) {
      out.append(separator);
      append(name);
      out.append(':');
      append(object.member(name));
      separator = ',';
    }
    out.append(separator == '{' ? "{}" : "}");
  }

  private void append(JsonArray array) {
    char separator = '[';
    for (Json element : array.elements()) {
      out.append(separator);
      append(element);
      separator = ',';
    }
    out.append(separator == '[' ? "[]" : "]");
  }

  private void append(JsonNumber number) {
    cleaned |= !number.isFinite();
    out.append(number.isFinite() ? number.value().toString() : "null");
  }

  private void append(String text) {
    String clean = StorableText.of(text);
    cleaned |= clean.length() != text.length() || !clean.equals(text);
    out.append('"');
    for (int i = 0; i < clean.length(); i++) {
      char c = clean.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
