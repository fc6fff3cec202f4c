// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import org.ooni.backend.fingerprint.FingerprintSnapshot;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonLiteral;
import org.ooni.backend.json.JsonObject;

/** stunreachability (ts-025): does a STUN server answer? */
final class StunReachabilityScorer implements Scorer {

  @Override
  public Scores score(Measurement measurement, FingerprintSnapshot fingerprints) {
    Json testKeys = measurement.testKeys();
    Json endpoint = testKeys.member("endpoint");
    JsonObject extra =
        new JsonObject().put("endpoint", endpoint.isMissing() ? JsonLiteral.NULL : endpoint);
    Scores scores = Scores.base().put("extra", extra);
    Json failure = testKeys.member("failure");
    if (failure.isTruthy()) {
      extra.put("failure", failure);
      scores.blocking(1, "stunreachability:failure");
    }
    return scores;
  }
}
