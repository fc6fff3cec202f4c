// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.probeconfig;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A server that probes measure with (probe services 3.1), or a collector (3.4).
 *
 * @param address of the server, in the form of its type
 * @param type {@code legacy}, {@code https}, {@code cloudfront} or {@code onion}
 * @param front host name to be seen from outside; empty for most
 */
public record TestHelper(String address, String type, String front) {

  /** As probes read it: all members are texts, and one without a front has no such member. */
  public Map<String, String> json() {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("address", address);
    members.put("type", type);
    if (!front.isEmpty()) {
      members.put("front", front);
    }
    return members;
  }
}
