// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.util.Set;
import org.ooni.backend.fingerprint.FingerprintSnapshot;
import org.ooni.backend.fingerprint.LenientBase64;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonLiteral;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.JsonText;
import org.ooni.backend.json.MalformedJson;

/**
 * web_connectivity (ts-017): the probe's own comparison with a control, and fingerprints of known
 * block pages. Only the fingerprints confirm.
 */
final class WebConnectivityScorer implements Scorer {

  private static final Set<String> TYPES = Set.of("tcp_ip", "dns", "http-diff", "http-failure");

  @Override
  public Scores score(Measurement measurement, FingerprintSnapshot fingerprints) {
    Json testKeys = measurement.testKeys();
    Scores scores = Scores.base();
    Matches matches = matches(scores, measurement, fingerprints);
    matches.record(scores, measurement.member("probe_cc"));
    Json title = testKeys.member("title_match");
    if (!title.isNothing() && !Reading.isOne(title) && !Reading.isZero(title)) {
      return scores.fail("web_connectivity:title_match");
    }
    addBlocking(scores, testKeys.member("blocking"), matches);
    if (Evidence.hasUnknownFailure(testKeys)) {
      scores.fail("web_connectivity:unknown_failure");
    }
    scores.put(
        Scores.GENERAL,
        scores.real(Scores.GENERAL)
            + scores.real("blocking_country")
            + scores.real("blocking_global")
            + scores.real("blocking_isp")
            + scores.real("blocking_local"));
    if (testKeys.member("accessible") == JsonLiteral.NULL && matches.isEmpty()) {
      scores.fail("web_connectivity:not_known_if_accessible");
    }
    return scores;
  }

  private static Matches matches(
      Scores scores, Measurement measurement, FingerprintSnapshot fingerprints) {
    if (measurement.member("probe_cc").isMissing()) {
      throw MalformedJson.shape("no probe_cc");
    }
    Matches matches = new Matches();
    if (measurement.member("test_keys").isNothing()) {
      return matches;
    }
    Json testKeys = measurement.testKeys();
    try {
      matches.addAnswers(testKeys, fingerprints);
      for (Json request : testKeys.memberOr("requests", Evidence.NO_ELEMENTS).each()) {
        Json response = request.member("response");
        if (!response.isNothing()) {
          matches.addResponse(response, fingerprints);
        }
      }
      return matches;
    } catch (LenientBase64.BrokenBase64 e) {
      scores.fail("web_connectivity:broken_base64");
      return new Matches();
    }
  }

  private static void addBlocking(Scores scores, Json blocking, Matches matches) {
    if (blocking instanceof JsonText type && TYPES.contains(type.text())) {
      scores.put("analysis", new JsonObject().put("blocking_type", blocking));
      String rule = scores.isConfirmed() ? scores.rule() : "blocking:" + type.text();
      scores.blocking(1, rule);
      return;
    }
    if (Reading.isZero(blocking)) {
      return;
    }
    if (!blocking.isNothing()) {
      scores.put("analysis", new JsonObject().put("msg", JsonText.of("Unsupported blocking type")));
      scores.fail("web_connectivity:unsupported_blocking");
    } else if (matches.isEmpty()) {
      scores.fail("web_connectivity:no_blocking");
    }
  }
}
