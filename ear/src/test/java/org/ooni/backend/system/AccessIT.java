// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ooni.backend.access.Access;
import org.ooni.backend.access.AccessRules;
import org.ooni.backend.access.Endpoint;

/** What is stated about access, asked of the deployed system. */
@ExtendWith(DeployedSystem.class)
class AccessIT {

  private static final byte[] NOTHING = "{}".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private final Probe client = new Probe(DeployedSystem.platform().baseUri());
  private final String user = Tokens.user(DeployedSystem.platform());

  @Test
  void whoIsNotLoggedInGetsNowhere() throws Exception {
    List<Endpoint> closed = withRule(Access.USER, Access.ADMIN);
    assertFalse(closed.isEmpty());
    for (Endpoint endpoint : closed) {
      assertEquals(401, call(endpoint), endpoint.toString());
      assertEquals(401, call(endpoint, "Authorization", "Bearer e30.e30.e30"), endpoint.toString());
    }
  }

  @Test
  void whoIsNoAdminIsNotTakenForOne() throws Exception {
    List<Endpoint> forAdmins = withRule(Access.ADMIN);
    assertFalse(forAdmins.isEmpty());
    for (Endpoint endpoint : forAdmins) {
      assertEquals(401, call(endpoint, "Authorization", "Bearer " + user), endpoint.toString());
    }
  }

  @Test
  void whoIsLoggedInGetsFurther() throws Exception {
    for (Endpoint endpoint : withRule(Access.USER)) {
      if (endpoint.path().endsWith("/set_session_expunge")) {
        continue; // it would end this session
      }
      assertNotEquals(401, call(endpoint, "Authorization", "Bearer " + user), endpoint.toString());
    }
  }

  private static List<Endpoint> withRule(Access... rules) {
    return AccessRules.stated().entrySet().stream()
        .filter(rule -> List.of(rules).contains(rule.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private int call(Endpoint endpoint, String... headers) throws Exception {
    String path = endpoint.path().replaceAll("\\{[^}]*}", "1");
    byte[] body = endpoint.method().equals("GET") ? new byte[0] : NOTHING;
    return client.send(endpoint.method(), path, body, headers).status();
  }
}
