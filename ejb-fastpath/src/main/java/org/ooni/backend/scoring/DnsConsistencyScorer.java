// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import org.ooni.backend.fingerprint.FingerprintSnapshot;

/** dns_consistency (ts-002): kept for its data; its own verdict was never trusted. */
final class DnsConsistencyScorer implements Scorer {

  @Override
  public Scores score(Measurement measurement, FingerprintSnapshot fingerprints) {
    return Scores.base();
  }
}
