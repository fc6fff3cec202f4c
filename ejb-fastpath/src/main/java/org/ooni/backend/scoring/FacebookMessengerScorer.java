// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.util.List;
import java.util.stream.Stream;
import org.ooni.backend.fingerprint.FingerprintSnapshot;
import org.ooni.backend.json.Json;

/** facebook_messenger (ts-019): two signs of blocking make an anomaly, one does not. */
final class FacebookMessengerScorer implements Scorer {

  private static final double SIGN = 0.5;

  /** Good news when true. */
  private static final List<String> CONSISTENT =
      Stream.concat(
              Stream.of("b_api", "b_graph", "edge", "external_cdn", "scontent_cdn", "star")
                  .flatMap(
                      endpoint ->
                          Stream.of(
                              "facebook_" + endpoint + "_dns_consistent",
                              "facebook_" + endpoint + "_reachable")),
              Stream.of("facebook_stun_dns_consistent"))
          .toList();

  /** Good news when false. */
  private static final List<String> BLOCKING =
      List.of("facebook_tcp_blocking", "facebook_dns_blocking");

  /** A probe's error: DNS said to be blocked while every answer is consistent and reachable. */
  private static final List<String> CONTRADICTION =
      List.of(
          "facebook_b_api_dns_consistent",
          "facebook_b_api_reachable",
          "facebook_b_graph_dns_consistent",
          "facebook_b_graph_reachable",
          "facebook_dns_blocking",
          "facebook_edge_dns_consistent",
          "facebook_edge_reachable",
          "facebook_star_dns_consistent",
          "facebook_star_reachable",
          "facebook_stun_dns_consistent");

  @Override
  public Scores score(Measurement measurement, FingerprintSnapshot fingerprints) {
    Json testKeys = measurement.testKeys();
    Scores scores = Scores.base();
    boolean contradicts = CONTRADICTION.stream().allMatch(key -> testKeys.member(key).isTrue());
    if (contradicts && testKeys.member("facebook_tcp_blocking").isFalse()) {
      return scores.rule("facebook_messenger:contradiction");
    }
    double sum = 0;
    for (String key : CONSISTENT) {
      sum += sign(scores, key, testKeys.member(key), testKeys.member(key).isFalse());
    }
    for (String key : BLOCKING) {
      sum += sign(scores, key, testKeys.member(key), testKeys.member(key).isTrue());
    }
    return sum == 0 ? scores : scores.blocking(sum, "facebook_messenger:signs");
  }

  private static double sign(Scores scores, String key, Json value, boolean bad) {
    if (!bad) {
      return 0;
    }
    scores.put(key, value);
    return SIGN;
  }
}
