// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.probecheckin;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.ooni.backend.geoip.Place;
import org.ooni.backend.probeconfig.ProbeConfiguration;

/** The answer to a check-in, up to the nettests (probe services 3.2). */
public final class CheckInAnswer {

  private CheckInAnswer() {}

  /**
   * Begins one; the caller adds the nettests.
   *
   * @param version of its form
   * @param found by the probe's address, never by what it says
   */
  public static Map<String, Object> begin(
      int version,
      Place found,
      Instant now,
      ProbeConfiguration configuration,
      RandomGenerator random) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("v", version);
    answer.put("probe_cc", found.country().code());
    answer.put("probe_asn", found.asn().toString());
    answer.put("probe_network_name", found.network().orElse(null));
    answer.put("utc_time", now.truncatedTo(ChronoUnit.SECONDS).toString());
    answer.put(
        "conf",
        Map.of(
            "features",
            configuration.features(),
            "test_helpers",
            configuration.shuffledTestHelpers(random)));
    return answer;
  }
}
