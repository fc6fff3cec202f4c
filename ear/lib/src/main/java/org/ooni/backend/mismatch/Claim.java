// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.mismatch;

import java.util.Optional;
import org.ooni.backend.measurement.MeasurementUid;
import org.ooni.backend.place.CountryCode;
import org.ooni.backend.place.ProbeAsn;

/**
 * What a stored submission says of its probe; texts of more than 200 characters are cut.
 *
 * @param uid of the measurement
 * @param country where the probe says it was
 * @param asn the network it says it was in
 */
public record Claim(
    MeasurementUid uid,
    CountryCode country,
    ProbeAsn asn,
    Optional<String> softwareName,
    Optional<String> softwareVersion,
    Optional<String> platform) {

  private static final int LONGEST = 200;

  /** Cuts long texts, which would fill the memory while they wait. */
  public Claim {
    softwareName = softwareName.map(Claim::cut);
    softwareVersion = softwareVersion.map(Claim::cut);
    platform = platform.map(Claim::cut);
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST));
  }
}
