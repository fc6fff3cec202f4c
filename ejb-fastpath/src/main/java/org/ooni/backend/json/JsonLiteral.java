// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.json;

/** The values that carry nothing but themselves, and the absence of a value. */
public enum JsonLiteral implements Json {
  /** There is no such member. */
  MISSING,
  NULL,
  FALSE,
  TRUE;

  /** The literal of a boolean. */
  public static JsonLiteral of(boolean value) {
    return value ? TRUE : FALSE;
  }

  @Override
  public boolean isTruthy() {
    return this == TRUE;
  }

  @Override
  public String kind() {
    return isNothing() ? "null" : "boolean";
  }
}
