// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.util.Set;
import org.ooni.backend.fingerprint.FingerprintSnapshot;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.JsonText;

/** dash (ts-021): streaming performance, scored for its errors only. */
final class DashScorer implements Scorer {

  private static final double FAINT = 0.1;
  private static final Set<String> NETWORK_ERRORS =
      Set.of(
          "connection_aborted",
          "json_parse_error",
          "eof_error",
          "json_processing_error",
          "http_request_failed",
          "connect_error",
          "generic_timeout_error",
          "broken_pipe",
          "connection_refused");

  @Override
  public Scores score(Measurement measurement, FingerprintSnapshot fingerprints) {
    Json testKeys = measurement.testKeys();
    Scores scores = Scores.base();
    if (testKeys instanceof JsonObject && !testKeys.isTruthy()) {
      return scores.fail("dash:no_test_keys");
    }
    Json failure = testKeys.member("failure");
    if (failure.isNothing()) {
      return scores;
    }
    if (failure instanceof JsonText text && NETWORK_ERRORS.contains(text.text())
        || Reading.contains(failure, "ssl_error")) {
      return scores.blocking(FAINT, "dash:network_error").fail("dash:network_error");
    }
    return scores.message("Probe error").fail("dash:probe_error");
  }
}
