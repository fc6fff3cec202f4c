// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.probecheckin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import org.jboss.logging.Logger;
import org.ooni.backend.clientaddress.ClientAddress;
import org.ooni.backend.geoip.GeoLookup;
import org.ooni.backend.geoip.Place;

/** Where a request comes from, by its address. */
@ApplicationScoped
public class CallerPlace {

  private static final Logger LOG = Logger.getLogger(CallerPlace.class);

  @Inject ClientAddress clientAddress;
  @Inject GeoLookup geo;

  /** The place, unknown when there is no address to look up. */
  public Place of(HttpServletRequest request) {
    try {
      return geo.lookup(clientAddress.of(request));
    } catch (IllegalStateException e) {
      LOG.debug("client without an address", e);
      return Place.UNKNOWN;
    }
  }
}
