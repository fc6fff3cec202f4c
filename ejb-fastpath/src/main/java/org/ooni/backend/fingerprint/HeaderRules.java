// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fingerprint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonText;

/**
 * Finds the fingerprints that the headers of a response match. Only {@code full} and {@code prefix}
 * patterns are ever found, as in the reference: the others are there and match nothing.
 */
public final class HeaderRules {

  private record Rule(int place, Fingerprint fingerprint) {}

  private final Map<String, List<Rule>> byHeader = new HashMap<>();
  private final Fingerprint[] inOrder;

  HeaderRules(List<Fingerprint> fingerprints) {
    inOrder = fingerprints.toArray(Fingerprint[]::new);
    for (int place = 0; place < inOrder.length; place++) {
      Fingerprint fingerprint = inOrder[place];
      if (isActive(fingerprint)) {
        byHeader
            .computeIfAbsent(fingerprint.header(), name -> new ArrayList<>())
            .add(new Rule(place, fingerprint));
      }
    }
  }

  /** Whether any fingerprint looks at this header. */
  public boolean isWatched(String lowerCaseName) {
    return byHeader.containsKey(lowerCaseName);
  }

  /**
   * Those that these headers match, in the order of their table.
   *
   * @param headers values by name in lower case
   * @throws LenientBase64.BrokenBase64 when a value is encoded in base64 that cannot be decoded
   * @throws org.ooni.backend.json.MalformedJson when base64 data are no ASCII text
   */
  public List<Fingerprint> matching(Map<String, Json> headers) {
    if (headers.isEmpty()) {
      return List.of();
    }
    List<Integer> places = new ArrayList<>();
    headers.forEach((name, value) -> match(byHeader.getOrDefault(name, List.of()), value, places));
    return places.stream().sorted().map(place -> inOrder[place]).toList();
  }

  private static void match(List<Rule> rules, Json value, List<Integer> places) {
    Optional<String> decoded = Optional.empty();
    for (Rule rule : rules) {
      Fingerprint fingerprint = rule.fingerprint();
      if (fingerprint.patternType().equals("full")) {
        if (value.is(fingerprint.pattern())) {
          places.add(rule.place());
        }
        continue;
      }
      if (decoded.isEmpty()) {
        decoded = text(value);
      }
      if (decoded.filter(text -> text.startsWith(fingerprint.pattern())).isPresent()) {
        places.add(rule.place());
      }
    }
  }

  private static Optional<String> text(Json value) {
    if (Base64Text.isBase64(value)) {
      return Optional.of(Base64Text.latin1(value));
    }
    return value instanceof JsonText text ? Optional.of(text.text()) : Optional.empty();
  }

  private static boolean isActive(Fingerprint fingerprint) {
    return fingerprint.patternType().equals("full") || fingerprint.patternType().equals("prefix");
  }
}
