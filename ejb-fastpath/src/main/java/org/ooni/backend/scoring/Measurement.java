// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonObject;

/**
 * A measurement as a probe wrote it, out of its envelope.
 *
 * @param content its members
 */
record Measurement(JsonObject content) {

  private static final JsonObject NOTHING = new JsonObject();

  Json member(String name) {
    return content.member(name);
  }

  /** What the nettest found; an empty object when there is nothing. */
  Json testKeys() {
    return content.memberOr("test_keys", NOTHING);
  }
}
