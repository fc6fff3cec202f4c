// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import org.ooni.backend.fingerprint.FingerprintSnapshot;

/** ndt (ts-022) and riseupvpn (ts-026): measured, and never said to be anything. */
final class UnscoredScorer implements Scorer {

  @Override
  public Scores score(Measurement measurement, FingerprintSnapshot fingerprints) {
    return Scores.empty().rule("not_scored");
  }
}
