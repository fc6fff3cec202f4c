// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import org.ooni.backend.fingerprint.FingerprintSnapshot;

/**
 * The verdict of one nettest. A scorer reads the measurement and the fingerprints and nothing else,
 * so that the same bytes always get the same scores.
 */
interface Scorer {

  /**
   * Scores a measurement of its nettest.
   *
   * @throws org.ooni.backend.json.MalformedJson when the measurement is not of the nettest's form
   * @throws org.ooni.backend.fingerprint.LenientBase64.BrokenBase64 when a body in it is broken
   */
  Scores score(Measurement measurement, FingerprintSnapshot fingerprints);
}
