// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.math.BigDecimal;
import java.util.List;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonArray;
import org.ooni.backend.json.JsonLiteral;
import org.ooni.backend.json.JsonNumber;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.JsonText;
import org.ooni.backend.json.MalformedJson;

/**
 * How the scores' definition compares values: true equals 1 and false equals 0, numbers are equal
 * however they are written, and looking into a text finds parts of it.
 */
final class Reading {

  private Reading() {}

  /** Whether the two are equal. */
  static boolean equal(Json one, Json other) {
    if (one instanceof JsonText text) {
      return other instanceof JsonText && other.is(text.text());
    }
    if (one instanceof JsonArray list) {
      return other instanceof JsonArray array && equal(list.elements(), array.elements());
    }
    if (one instanceof JsonObject object) {
      return other instanceof JsonObject second && equal(object, second);
    }
    if (one.isNothing() || other.isNothing()) {
      return one.isNothing() && other.isNothing();
    }
    return isNumeric(other) && number(one).equals(number(other));
  }

  /** Whether it is false or a zero. */
  static boolean isZero(Json value) {
    return value.isFalse() || value instanceof JsonNumber number && number.is(0);
  }

  /** Whether it is true or a one. */
  static boolean isOne(Json value) {
    return value.isTrue() || value instanceof JsonNumber number && number.is(1);
  }

  /**
   * Whether the text is in it: as a part of a text, an element of a list, a name of an object.
   *
   * @throws MalformedJson when nothing can be in it
   */
  static boolean contains(Json container, String text) {
    if (container instanceof JsonText whole) {
      return whole.text().contains(text);
    }
    if (container instanceof JsonObject object) {
      return !object.member(text).isMissing();
    }
    if (container instanceof JsonArray array) {
      return array.elements().stream().anyMatch(element -> element.is(text));
    }
    throw MalformedJson.shape("a " + container.kind() + " where " + text + " was looked for");
  }

  /**
   * A value by which equal ones are found in a set.
   *
   * @throws MalformedJson for lists and objects
   */
  static Object key(Json value) {
    if (value instanceof JsonText text) {
      return text.text();
    }
    if (value.isNothing()) {
      return JsonLiteral.NULL;
    }
    if (isNumeric(value)) {
      return number(value);
    }
    throw MalformedJson.shape("a " + value.kind() + " where a plain value was looked for");
  }

  private static boolean isNumeric(Json value) {
    return value instanceof JsonNumber || value.isTrue() || value.isFalse();
  }

  private static Object number(Json value) {
    if (!(value instanceof JsonNumber number)) {
      return value.isTrue() ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    // infinities equal themselves, NaN equals nothing, itself included
    if (!number.isFinite()) {
      return Double.isNaN(number.real()) ? new Object() : number.value();
    }
    BigDecimal exact = number.exact();
    return exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
  }

  private static boolean equal(List<Json> one, List<Json> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!equal(one.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean equal(JsonObject one, JsonObject other) {
    return one.size() == other.size()
        && one.names().stream()
            .allMatch(
                name ->
                    !other.member(name).isMissing() && equal(one.member(name), other.member(name)));
  }
}
