// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import org.ooni.backend.fingerprint.FingerprintSnapshot;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonLiteral;
import org.ooni.backend.json.JsonObject;

/** torsf (ts-030): does tor start through snowflake? */
final class TorsfScorer implements Scorer {

  private static final String BROKEN_VERSION = "3.8.3";
  private static final String BROKEN_PROBE = "ooniprobe-android";

  @Override
  public Scores score(Measurement measurement, FingerprintSnapshot fingerprints) {
    Json testKeys = measurement.testKeys();
    Scores scores = Scores.base();
    if (isBrokenProbe(measurement)) {
      return scores.fail("torsf:broken_probe");
    }
    if (testKeys.member("failure").isTruthy()) {
      return scores.blocking(1, "torsf:failure");
    }
    return scores.put(
        "extra",
        new JsonObject()
            .put("bootstrap_time", orNull(testKeys.member("bootstrap_time")))
            .put("test_runtime", orNull(measurement.member("test_runtime"))));
  }

  private static boolean isBrokenProbe(Measurement measurement) {
    Json name = measurement.member("software_name");
    return measurement.member("software_version").is(BROKEN_VERSION)
        && !name.isMissing()
        && name.text().startsWith(BROKEN_PROBE);
  }

  private static Json orNull(Json value) {
    return value.isMissing() ? JsonLiteral.NULL : value;
  }
}
