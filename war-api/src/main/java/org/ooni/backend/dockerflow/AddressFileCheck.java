// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.dockerflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.ooni.backend.geoip.GeoLookup;

/** There is a file to look addresses up in; without one every probe is nowhere. */
@ApplicationScoped
class AddressFileCheck implements Check {

  @Inject GeoLookup geo;

  @Override
  public String name() {
    return "geoip";
  }

  @Override
  public Finding check() {
    return geo.isAvailable()
        ? Finding.ok()
        : Finding.warning("geoip.missing", "no address file: countries and networks are unknown");
  }
}
