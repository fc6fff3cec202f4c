// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AccessRulesTest {

  private final Map<Endpoint, Access> rules = AccessRules.stated();

  @Test
  void everyEndpointHasAStatedRuleAndEveryRuleAnEndpoint() {
    Set<String> open = Endpoints.of("war-api", "");
    Set<String> ofExplorer = Endpoints.of("war-private", "/api/_");
    assertTrue(open.contains("POST /report/{report_id}"), open.toString());
    assertTrue(ofExplorer.contains("GET /api/_/networks"), ofExplorer.toString());
    Set<String> all = new TreeSet<>(open);
    all.addAll(ofExplorer);
    Set<String> stated =
        rules.keySet().stream().map(Endpoint::toString).collect(Collectors.toSet());
    assertEquals(String.join("\n", all), String.join("\n", new TreeSet<>(stated)));
  }

  @Test
  void whatChangesSomethingIsNotForEverybody() {
    List<Endpoint> wrong =
        rules.entrySet().stream()
            .filter(rule -> rule.getKey().isUnsafe() && rule.getValue() == Access.PUBLIC)
            .map(Map.Entry::getKey)
            .toList();
    assertEquals(List.of(), wrong);
  }
}
