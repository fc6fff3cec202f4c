// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.dockerflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.geoip.GeoLookup;

/** There is a file to look addresses up in, and not an old one. */
@ApplicationScoped
class AddressFileCheck implements Check {

  @Inject GeoLookup geo;
  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = "HEARTBEAT_GEOIP_AGE")
  Duration longestAge;

  @Override
  public String name() {
    return "geoip";
  }

  @Override
  public List<Finding> check() {
    if (!geo.isAvailable()) {
      return List.of(
          Finding.warning("geoip.missing", "no address file: countries and networks are unknown"));
    }
    boolean old =
        geo.made().map(made -> made.plus(longestAge).isBefore(clock.instant())).orElse(false);
    return old
        ? List.of(Finding.warning("geoip.old", "an address file in use was made long ago"))
        : List.of();
  }
}
