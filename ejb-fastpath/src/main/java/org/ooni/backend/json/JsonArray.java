// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.json;

import java.util.Arrays;
import java.util.List;

/** An ordered list of values. Its elements may be taken out of the body only when asked for. */
public final class JsonArray implements Json {

  private Json[] elements;
  private Deferred deferred;

  /** A list of these. */
  public JsonArray(List<? extends Json> elements) {
    this(elements.toArray(Json[]::new));
  }

  JsonArray(Json[] elements) {
    this.elements = elements;
  }

  JsonArray(Deferred deferred) {
    this.deferred = deferred;
  }

  /** Its elements, in order. */
  public List<Json> elements() {
    return Arrays.asList(resolved());
  }

  @Override
  public Iterable<Json> each() {
    return elements();
  }

  @Override
  public boolean isTruthy() {
    return resolved().length > 0;
  }

  @Override
  public String kind() {
    return "list";
  }

  private Json[] resolved() {
    if (deferred != null) {
      elements = deferred.array();
      deferred = null;
    }
    return elements;
  }
}
