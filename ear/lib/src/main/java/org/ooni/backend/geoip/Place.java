// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.geoip;

import java.util.Optional;
import org.ooni.backend.place.CountryCode;
import org.ooni.backend.place.ProbeAsn;

/**
 * Where an address is.
 *
 * @param country its country, {@code ZZ} when not known
 * @param asn its network, 0 when not known
 * @param network name of the organisation behind the network
 */
public record Place(CountryCode country, ProbeAsn asn, Optional<String> network) {

  /** Nothing is known of the address. */
  public static final Place UNKNOWN =
      new Place(CountryCode.UNKNOWN, ProbeAsn.UNKNOWN, Optional.empty());

  /** Whether neither country nor network are known. */
  public boolean isUnknown() {
    return country.isUnknown() && asn.isUnknown();
  }
}
