// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import org.ooni.backend.fingerprint.FingerprintSnapshot;

/** Every nettest without a scorer of its own: nothing is claimed about it. */
final class UnsupportedScorer implements Scorer {

  static final String RULE = "unsupported";

  @Override
  public Scores score(Measurement measurement, FingerprintSnapshot fingerprints) {
    return Scores.base().fail(RULE);
  }
}
