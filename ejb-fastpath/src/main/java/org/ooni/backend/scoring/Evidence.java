// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.util.List;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonArray;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.MalformedJson;

/** What several nettests record in the same form. */
final class Evidence {

  static final JsonArray NO_ELEMENTS = new JsonArray(List.of());
  static final JsonObject NO_MEMBERS = new JsonObject();

  private static final String UNKNOWN = "unknown_failure";

  private Evidence() {}

  /**
   * How many TCP connections succeeded and failed.
   *
   * @param reachable number of endpoints that answered
   * @param unreachable number of endpoints that did not
   */
  record Connections(int reachable, int unreachable) {

    boolean isEmpty() {
      return reachable + unreachable == 0;
    }

    /** Part of the endpoints that did not answer, one half when there were none. */
    double unreachableShare() {
      return isEmpty() ? 0.5 : (double) unreachable / (reachable + unreachable);
    }
  }

  static Connections connections(Json testKeys) {
    int reachable = 0;
    int unreachable = 0;
    for (Json entry : testKeys.memberOr("tcp_connect", NO_ELEMENTS).each()) {
      Json success = entry.memberOr("status", NO_MEMBERS).member("success");
      reachable += success.isTrue() ? 1 : 0;
      unreachable += success.isFalse() ? 1 : 0;
    }
    return new Connections(reachable, unreachable);
  }

  /** Whether the probe met an error it has no name for. */
  static boolean hasUnknownFailure(Json testKeys) {
    if (!(testKeys instanceof JsonObject object)) {
      throw MalformedJson.shape("test_keys that are a " + testKeys.kind());
    }
    for (String name : object.names()) {
      Json value = object.member(name);
      if (name.endsWith("_failure") && value.isTruthy() && value.text().startsWith(UNKNOWN)) {
        return true;
      }
    }
    return false;
  }
}
