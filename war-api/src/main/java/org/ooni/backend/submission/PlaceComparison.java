// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.submission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import org.jboss.logging.Logger;
import org.ooni.backend.accept.Acknowledgement;
import org.ooni.backend.clientaddress.ClientAddress;
import org.ooni.backend.measurement.ReportId;
import org.ooni.backend.mismatch.Claim;
import org.ooni.backend.mismatch.PlaceMismatches;

/** Has what was accepted compared with where it came from; the answer does not depend on it. */
@ApplicationScoped
class PlaceComparison {

  private static final Logger LOG = Logger.getLogger(PlaceComparison.class);

  @Inject ClientAddress clientAddress;
  @Inject PlaceMismatches mismatches;

  /** Compares one; a retry was compared the first time. */
  void compare(
      HttpServletRequest request, Acknowledgement answer, ProbeSoftware software, ReportId report) {
    if (answer.retry() || !mismatches.arePossible()) {
      return;
    }
    Claim claim =
        new Claim(
            answer.uid(),
            report.country(),
            report.asn(),
            software.name(),
            software.version(),
            software.platform());
    try {
      mismatches.compare(clientAddress.of(request), claim);
    } catch (IllegalStateException e) {
      LOG.debug("client without an address", e);
    }
  }
}
