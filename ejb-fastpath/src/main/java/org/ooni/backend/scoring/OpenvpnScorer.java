// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import org.ooni.backend.fingerprint.FingerprintSnapshot;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonLiteral;
import org.ooni.backend.json.JsonObject;

/** openvpn (ts-040): does the handshake succeed? */
final class OpenvpnScorer implements Scorer {

  @Override
  public Scores score(Measurement measurement, FingerprintSnapshot fingerprints) {
    Scores scores = Scores.base();
    Json success = measurement.testKeys().member("success");
    if (success.isFalse()) {
      scores.blocking(1, "openvpn:no_success");
    } else if (success.isNothing()) {
      scores.fail("openvpn:no_result");
    }
    Json runtime = measurement.member("test_runtime");
    return scores.put(
        "extra",
        new JsonObject().put("test_runtime", runtime.isMissing() ? JsonLiteral.NULL : runtime));
  }
}
