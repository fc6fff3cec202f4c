// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import org.ooni.backend.fingerprint.FingerprintSnapshot;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonLiteral;

/** vanilla_tor (ts-016): how far does tor get with its bootstrap? */
final class VanillaTorScorer implements Scorer {

  private static final double COMPLETE = 100;
  private static final double PER_CENT = 0.004;

  @Override
  public Scores score(Measurement measurement, FingerprintSnapshot fingerprints) {
    Json testKeys = measurement.testKeys();
    Scores scores = Scores.base();
    Json log = testKeys.member("tor_logs");
    log = log.isTruthy() ? log : testKeys.member("tor_log");
    if (log.isNothing()) {
      return scores.fail("vanilla_tor:no_log");
    }
    if (Reading.contains(log, "Bootstrapped 100%: Done")
        || Reading.contains(log, "Bootstrapped 100% (done): Done")) {
      return scores;
    }
    double progress = progress(testKeys.member("tor_progress"));
    return progress == COMPLETE
        ? scores
        : scores.blocking(1.0 - progress * PER_CENT, "vanilla_tor:bootstrap");
  }

  private static double progress(Json value) {
    double progress = value == JsonLiteral.MISSING ? 0 : LenientReal.of(value);
    return Double.isNaN(progress) ? 0 : Math.max(0, Math.min(COMPLETE, progress));
  }
}
