// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.mismatch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.ooni.backend.geoip.Place;

/**
 * A submission from elsewhere than it says.
 *
 * @param at when it was received
 * @param found the place of its address
 * @param claim what it says
 */
record Mismatch(Instant at, Place found, Claim claim) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The column {@code details}: a JSON object. */
  String details() {
    ObjectNode details = JSON.createObjectNode();
    details.put("submission_cc", claim.country().code());
    details.put("submission_asn", claim.asn().number());
    details.put("measurement_uid", claim.uid().text());
    details.put("software_name", claim.softwareName().orElse(""));
    details.put("software_version", claim.softwareVersion().orElse(""));
    details.put("platform", claim.platform().orElse(""));
    return details.toString();
  }
}
