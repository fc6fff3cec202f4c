// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ooni.backend.fingerprint.Fingerprint;
import org.ooni.backend.fingerprint.FingerprintSnapshot;
import org.ooni.backend.fingerprint.HeaderRules;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonArray;
import org.ooni.backend.json.JsonNumber;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.JsonText;
import org.ooni.backend.json.MalformedJson;

/**
 * Fingerprints found in a measurement, and what they confirm. One with the scope of a network or a
 * nation confirms in every country, any other only where it is expected.
 */
final class Matches {

  private static final List<String> ANSWER_KEYS = List.of("ipv4", "hostname", "ipv6");

  private final List<Fingerprint> found = new ArrayList<>();

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** Looks for them in the answers of the resolvers. */
  void addAnswers(Json testKeys, FingerprintSnapshot fingerprints) {
    for (Json query : testKeys.memberOr("queries", Evidence.NO_ELEMENTS).each()) {
      for (Json answer : query.memberOr("answers", Evidence.NO_ELEMENTS).each()) {
        if (address(answer) instanceof JsonText address) {
          found.addAll(fingerprints.dns().matching(address.text()));
        }
      }
    }
  }

  /** Looks for them in the body and the headers of a response. */
  void addResponse(Json response, FingerprintSnapshot fingerprints) {
    found.addAll(fingerprints.bodies().matching(response.member("body")));
    Json headers = response.memberOr("headers", Evidence.NO_MEMBERS);
    if (headers.isTruthy()) {
      found.addAll(fingerprints.headers().matching(watched(headers, fingerprints.headers())));
    }
  }

  /** Writes them and what they confirm into the scores. */
  void record(Scores scores, Json probeCc) {
    if (found.isEmpty()) {
      return;
    }
    scores.put("fingerprints", new JsonArray(found.stream().map(Matches::described).toList()));
    String country = probeCc.isNothing() ? "ZZ" : probeCc.text().toUpperCase(Locale.ROOT);
    for (Fingerprint fingerprint : found) {
      if (isConfirming(fingerprint, country)) {
        scores.put(locality(fingerprint), 1.0).confirmed("fingerprint:" + fingerprint.name());
      }
    }
  }

  private static boolean isConfirming(Fingerprint fingerprint, String country) {
    return fingerprint.scope().equals("isp")
        || fingerprint.scope().equals("nat")
        || !country.equals("ZZ") && fingerprint.countries().contains(country);
  }

  private static String locality(Fingerprint fingerprint) {
    return switch (fingerprint.scope()) {
      case "inst" -> "blocking_local";
      case "isp" -> "blocking_isp";
      case "nat" -> "blocking_country";
      default -> Scores.GENERAL;
    };
  }

  private static Json address(Json answer) {
    for (String key : ANSWER_KEYS) {
      if (Reading.contains(answer, key)) {
        return answer.member(key);
      }
    }
    return JsonText.of("");
  }

  private static Map<String, Json> watched(Json headers, HeaderRules rules) {
    if (!(headers instanceof JsonObject object)) {
      throw MalformedJson.shape("headers that are a " + headers.kind());
    }
    Map<String, Json> watched = new HashMap<>();
    for (String name : object.names()) {
      String lowerCase = name.toLowerCase(Locale.ROOT);
      if (rules.isWatched(lowerCase)) {
        watched.put(lowerCase, object.member(name));
      }
    }
    return watched;
  }

  private static Json described(Fingerprint fingerprint) {
    return new JsonObject()
        .put("confidence_no_fp", JsonNumber.of(fingerprint.confidenceNoFp()))
        .put(
            "expected_countries",
            new JsonArray(fingerprint.countries().stream().map(JsonText::of).toList()))
        .put("location_found", JsonText.of(fingerprint.locationFound()))
        .put("name", JsonText.of(fingerprint.name()))
        .put("scope", JsonText.of(fingerprint.scope()));
  }
}
