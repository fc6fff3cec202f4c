// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.json;

/**
 * A JSON value, or the absence of one ({@link JsonLiteral#MISSING}). Reading a member of something
 * that has none throws {@link MalformedJson}, as it does in the reference.
 */
public sealed interface Json permits JsonArray, JsonLiteral, JsonNumber, JsonObject, JsonText {

  /**
   * The member of that name, {@code MISSING} when there is none.
   *
   * @throws MalformedJson when this is not an object
   */
  default Json member(String name) {
    throw MalformedJson.shape("no object where " + name + " was looked for");
  }

  /** The member of that name unless it is missing or null, then the other value. */
  default Json memberOr(String name, Json other) {
    Json value = member(name);
    return value.isNothing() ? other : value;
  }

  /**
   * The values that iterating over this gives: elements of an array, names of an object, characters
   * of a text.
   *
   * @throws MalformedJson when it cannot be iterated over
   */
  default Iterable<Json> each() {
    throw MalformedJson.shape("a " + kind() + " where a list was looked for");
  }

  /** Whether it counts as true: not null, false, zero or empty. */
  boolean isTruthy();

  /** What it is, in a word for messages. */
  String kind();

  /** Whether it is missing. */
  default boolean isMissing() {
    return this == JsonLiteral.MISSING;
  }

  /** Whether it is missing or null. */
  default boolean isNothing() {
    return this == JsonLiteral.MISSING || this == JsonLiteral.NULL;
  }

  /** Whether it is the boolean true itself. */
  default boolean isTrue() {
    return this == JsonLiteral.TRUE;
  }

  /** Whether it is the boolean false itself. */
  default boolean isFalse() {
    return this == JsonLiteral.FALSE;
  }

  /** Whether it is exactly that text. */
  default boolean is(String text) {
    return false;
  }

  /**
   * Its text.
   *
   * @throws MalformedJson when it is not a text
   */
  default String text() {
    throw MalformedJson.shape("a " + kind() + " where a text was looked for");
  }
}
