// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.util.Iterator;
import org.ooni.backend.fingerprint.FingerprintSnapshot;
import org.ooni.backend.json.Json;

/** http_invalid_request_line (ts-007): does an echo server's answer come back unchanged? */
final class HttpInvalidRequestLineScorer implements Scorer {

  @Override
  public Scores score(Measurement measurement, FingerprintSnapshot fingerprints) {
    Json testKeys = measurement.testKeys();
    Iterator<Json> sent = list(testKeys.member("sent")).iterator();
    Iterator<Json> received = list(testKeys.member("received")).iterator();
    Scores scores = Scores.base();
    if (!sent.hasNext() && !received.hasNext()) {
      return scores.fail("http_invalid_request_line:nothing_sent");
    }
    while (sent.hasNext() && received.hasNext()) {
      if (!Reading.equal(sent.next(), received.next())) {
        return scores.blocking(1, "http_invalid_request_line:changed");
      }
    }
    return scores;
  }

  private static Iterable<Json> list(Json value) {
    return value.isMissing() ? Evidence.NO_ELEMENTS.each() : value.each();
  }
}
