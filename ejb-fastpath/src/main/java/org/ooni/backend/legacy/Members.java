// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.legacy;

import java.util.Set;
import org.ooni.backend.json.JsonObject;

/** Members of an object by their names. */
final class Members {

  private Members() {}

  /** The object without the members of those names. */
  static JsonObject without(JsonObject object, Set<String> names) {
    JsonObject rest = new JsonObject();
    for (String name : object.names()) {
      if (!names.contains(name)) {
        rest.put(name, object.member(name));
      }
    }
    return rest;
  }
}
