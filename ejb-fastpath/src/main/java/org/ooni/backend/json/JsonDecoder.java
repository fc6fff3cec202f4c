// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.json;

import java.util.Arrays;

/**
 * Decodes one document with the leniency of the reference: NaN and infinities, leading zeros, raw
 * control characters in texts, surrogates that stand alone and repeated names are taken; a byte
 * order mark, bytes that are not UTF-8, trailing commas and anything after the value are not.
 */
public final class JsonDecoder {

  private static final Json[] NONE = {};

  private final byte[] bytes;
  private final int end;
  private final JsonLimits limits;
  private final TextScanner texts;
  private final NumberScanner numbers;
  private int at;
  private int depth;
  private int kept;

  JsonDecoder(byte[] bytes, int from, int to, JsonLimits limits) {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
    this.limits = limits;
    this.texts = new TextScanner(bytes, to);
    this.numbers = new NumberScanner(bytes, to);
  }

  /**
   * The value of the whole document. It reads the bytes in place: they must not change after.
   *
   * @throws MalformedJson when the bytes are not one document or it is beyond the limits
   */
  public static Json decode(byte[] bytes, JsonLimits limits) {
    return decode(new Utf8Slice(bytes, 0, bytes.length), limits);
  }

  /** The same for a document that is a text within another. */
  public static Json decode(Utf8Slice text, JsonLimits limits) {
    JsonDecoder decoder = new JsonDecoder(text.bytes(), text.from(), text.to(), limits);
    Json value = decoder.value(true);
    if (decoder.next() >= 0) {
      throw syntax("something after the value");
    }
    return value;
  }

  /** The elements of the list that the bytes are. */
  Json[] elements() {
    next();
    return elements(true);
  }

  /** Puts the members of the object that the bytes are. */
  void members(JsonObject target) {
    next();
    members(target, true);
  }

  /** The next byte that is not blank, negative at the end. */
  private int next() {
    while (at < end) {
      byte b = bytes[at];
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return b & 0xFF;
      }
      at++;
    }
    return -1;
  }

  private Json value(boolean keep) {
    if (keep && ++kept > limits.values()) {
      throw bounds("more than " + limits.values() + " values");
    }
    return switch (next()) {
      case '"' -> text(keep);
      case '{' -> object(keep);
      case '[' -> array(keep);
      case 't' -> literal("true", JsonLiteral.TRUE);
      case 'f' -> literal("false", JsonLiteral.FALSE);
      case 'n' -> literal("null", JsonLiteral.NULL);
      case 'N' -> literal("NaN", JsonNumber.of(Double.NaN));
      case 'I' -> literal("Infinity", JsonNumber.of(Double.POSITIVE_INFINITY));
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(keep);
      default -> throw syntax("no value where one is needed");
    };
  }

  private Json object(boolean keep) {
    JsonObject object = keep ? new JsonObject() : null;
    members(object, keep);
    return keep ? object : JsonLiteral.NULL;
  }

  private void members(JsonObject target, boolean keep) {
    descend();
    at++;
    if (next() == '}') {
      ascend();
      return;
    }
    while (true) {
      if (next() != '"') {
        throw syntax("a name that is not a text");
      }
      int from = ++at;
      int to = closingQuote();
      int name = keep && texts.traits() == 0 ? FieldNames.find(bytes, from, to) : -1;
      String text = keep ? name(name, from, to) : "";
      if (next() != ':') {
        throw syntax("a name without a value");
      }
      at++;
      Json value = FieldNames.isSeldomRead(name) ? deferred() : value(keep);
      if (keep) {
        target.put(text, value);
      }
      if (!separated('}')) {
        return;
      }
    }
  }

  private String name(int number, int from, int to) {
    return number >= 0
        ? FieldNames.name(number)
        : new JsonText(bytes, from, to, texts.traits()).text();
  }

  private Json deferred() {
    int first = next();
    int from = at;
    int outer = depth;
    if (first != '{' && first != '[') {
      return value(true);
    }
    value(false);
    JsonLimits rest =
        new JsonLimits(limits.depth() - outer, limits.digits(), limits.values(), limits.text());
    Deferred deferred = new Deferred(bytes, from, at, rest);
    return first == '{' ? new JsonObject(deferred) : new JsonArray(deferred);
  }

  private Json array(boolean keep) {
    Json[] elements = elements(keep);
    return keep ? new JsonArray(elements) : JsonLiteral.NULL;
  }

  private Json[] elements(boolean keep) {
    descend();
    at++;
    Json[] elements = NONE;
    int size = 0;
    if (next() == ']') {
      ascend();
      return elements;
    }
    do {
      Json value = value(keep);
      if (!keep) {
        continue;
      }
      if (size == elements.length) {
        elements = Arrays.copyOf(elements, Math.max(4, size * 2));
      }
      elements[size++] = value;
    } while (separated(']'));
    return Arrays.copyOf(elements, size);
  }

  /** Whether another value follows, else the list or object ends here. */
  private boolean separated(char close) {
    int b = next();
    if (b == ',') {
      at++;
      return true;
    }
    if (b != close) {
      throw syntax("no comma where one is needed");
    }
    ascend();
    return false;
  }

  private void descend() {
    if (++depth > limits.depth()) {
      throw bounds("values nested too deep");
    }
  }

  private void ascend() {
    depth--;
    at++;
  }

  private Json text(boolean keep) {
    int from = ++at;
    int to = closingQuote();
    return keep ? new JsonText(bytes, from, to, texts.traits()) : JsonLiteral.NULL;
  }

  private int closingQuote() {
    int from = at;
    int to = texts.closingQuote(from);
    if (to - from > limits.text()) {
      throw bounds("a text longer than " + limits.text() + " bytes");
    }
    at = to + 1;
    return to;
  }

  private Json number(boolean keep) {
    int from = at;
    if (bytes[at] == '-' && at + 1 < end && bytes[at + 1] == 'I') {
      at++;
      return literal("Infinity", JsonNumber.of(Double.NEGATIVE_INFINITY));
    }
    at = numbers.end(from);
    if (at - from > limits.digits()) {
      throw bounds("a number of more than " + limits.digits() + " digits");
    }
    return keep ? numbers.value(from, at) : JsonLiteral.NULL;
  }

  private Json literal(String word, Json value) {
    for (int i = 0; i < word.length(); i++, at++) {
      if (at >= end || bytes[at] != word.charAt(i)) {
        throw syntax("an unknown word");
      }
    }
    return value;
  }

  private static MalformedJson syntax(String message) {
    return new MalformedJson(MalformedJson.Kind.SYNTAX, message);
  }

  private static MalformedJson bounds(String message) {
    return new MalformedJson(MalformedJson.Kind.BOUNDS, message);
  }
}
