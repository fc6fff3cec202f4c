// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.json;

/**
 * A list or an object whose syntax was checked and whose values stay in the body until they are
 * asked for. Most of a body is of no interest to the score: this is what makes reading it cheap.
 *
 * @param bytes the whole body
 * @param from where the value starts
 * @param to where it ends
 */
record Deferred(byte[] bytes, int from, int to, JsonLimits limits) {

  Json[] array() {
    return new JsonDecoder(bytes, from, to, limits).elements();
  }

  void fill(JsonObject object) {
    new JsonDecoder(bytes, from, to, limits).members(object);
  }
}
