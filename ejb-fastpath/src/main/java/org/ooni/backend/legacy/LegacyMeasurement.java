// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.legacy;

import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonArray;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.JsonText;

/**
 * One entry of an old report in the form of today's measurements.
 *
 * @param content its members
 * @param document the bytes it comes from, from which its id is made
 */
public record LegacyMeasurement(JsonObject content, byte[] document) {

  /** The same value without the bytes in its texts that are no UTF-8. */
  static Json withoutStrayBytes(Json value) {
    if (value instanceof JsonText text) {
      return JsonText.of(EscapedBytes.dropped(text.text()));
    }
    if (value instanceof JsonArray array) {
      return new JsonArray(
          array.elements().stream().map(LegacyMeasurement::withoutStrayBytes).toList());
    }
    if (value instanceof JsonObject object) {
      JsonObject clean = new JsonObject();
      object.names().forEach(name -> clean.put(name, withoutStrayBytes(object.member(name))));
      return clean;
    }
    return value;
  }
}
