// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.ooni.backend.fingerprint.CurrentFingerprints;
import org.ooni.backend.fingerprint.FingerprintSnapshot;
import org.ooni.backend.scoring.MeasurementScoring;
import org.ooni.backend.scoring.ScorerVersion;

/** Holds the fingerprints in use and gives out the scoring that uses them. */
@ApplicationScoped
class ScoringSource {

  private final CurrentFingerprints fingerprints =
      new CurrentFingerprints(FingerprintSnapshot.EMPTY);
  private volatile boolean loaded;

  /** The scoring, with the version that it writes into each row. */
  @Produces
  @Singleton
  MeasurementScoring scoring() {
    return new MeasurementScoring(fingerprints, ScorerVersion.ofThisBuild());
  }

  /** Whether fingerprints have been read; scoring without them would miss confirmations. */
  boolean isLoaded() {
    return loaded;
  }

  /** Takes another set into use, between two measurements. */
  void use(FingerprintSnapshot snapshot) {
    fingerprints.replace(snapshot);
    loaded = true;
  }
}
