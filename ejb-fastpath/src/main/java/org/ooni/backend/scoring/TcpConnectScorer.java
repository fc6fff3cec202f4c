// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.util.Set;
import org.ooni.backend.fingerprint.FingerprintSnapshot;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonText;
import org.ooni.backend.json.MalformedJson;

/** tcp_connect (ts-008): can the endpoint be connected to? */
final class TcpConnectScorer implements Scorer {

  private static final double LIKELY = 0.8;
  private static final Set<String> NETWORK_ERRORS =
      Set.of(
          "generic_timeout_error",
          "connection_refused_error",
          "connect_error",
          "tcp_timed_out_error");

  @Override
  public Scores score(Measurement measurement, FingerprintSnapshot fingerprints) {
    if (!measurement.member("input").isTruthy()) {
      throw MalformedJson.shape("no input");
    }
    Json connection = measurement.testKeys().member("connection");
    Scores scores = Scores.base();
    if (connection.is("success")) {
      return scores;
    }
    if (connection instanceof JsonText text && NETWORK_ERRORS.contains(text.text())) {
      return scores.blocking(LIKELY, "tcp_connect:network_error");
    }
    return scores.blocking(1, "tcp_connect:unknown_error");
  }
}
