// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import org.ooni.backend.fingerprint.FingerprintSnapshot;
import org.ooni.backend.json.Json;

/**
 * http_requests (ts-003, legacy): the same page over tor and without it, and fingerprints. A
 * confirmed blocking by a network or nation alone is no anomaly here.
 */
final class HttpRequestsScorer implements Scorer {

  @Override
  public Scores score(Measurement measurement, FingerprintSnapshot fingerprints) {
    Json testKeys = measurement.testKeys();
    Json body = testKeys.member("body_length_match");
    Json headers = testKeys.member("headers_match");
    Scores scores = Scores.base();
    if (measurement.member("control_failure").isTruthy()
        || measurement.member("experiment_failure").isTruthy()
        || body.isNothing()
        || headers.isNothing()) {
      return scores.fail("http_requests:not_compared");
    }
    if (!body.isTruthy() || !headers.isTruthy()) {
      scores.blocking(1, "http_requests:differs");
    }
    Matches matches = new Matches();
    for (Json entry : testKeys.memberOr("requests", Evidence.NO_ELEMENTS).each()) {
      Json request = entry.memberOr("request", Evidence.NO_MEMBERS);
      if (!request.memberOr("tor", Evidence.NO_MEMBERS).member("is_tor").isTruthy()) {
        Json response = entry.member("response");
        matches.addResponse(response.isNothing() ? Evidence.NO_MEMBERS : response, fingerprints);
      }
    }
    matches.record(scores, measurement.member("probe_cc"));
    return scores;
  }
}
