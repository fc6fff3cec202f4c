// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import org.ooni.backend.fingerprint.FingerprintSnapshot;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonLiteral;
import org.ooni.backend.json.JsonNumber;
import org.ooni.backend.json.JsonObject;

/** psiphon (ts-015): does psiphon start? */
final class PsiphonScorer implements Scorer {

  @Override
  public Scores score(Measurement measurement, FingerprintSnapshot fingerprints) {
    Json testKeys = measurement.testKeys();
    Scores scores = Scores.base();
    Json given = testKeys.member("bootstrap_time");
    Json bootstrapTime = given.isMissing() ? JsonNumber.of(0L) : given;
    if (!testKeys.member("failure").isNothing()) {
      scores.put("accuracy", 1.0).blocking(1, "psiphon:failure");
    } else if (Reading.isZero(bootstrapTime)) {
      scores.fail("psiphon:no_bootstrap");
    } else {
      scores.put("accuracy", 1.0);
    }
    if (measurement.member("resolver_ip").isMissing()) {
      scores.fail("psiphon:no_resolver");
    }
    Json runtime = measurement.member("test_runtime");
    return scores.put(
        "extra",
        new JsonObject()
            .put("test_runtime", runtime.isMissing() ? JsonLiteral.NULL : runtime)
            .put("bootstrap_time", bootstrapTime));
  }
}
