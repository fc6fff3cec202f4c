// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import org.ooni.backend.fingerprint.FingerprintSnapshot;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonArray;
import org.ooni.backend.json.JsonLiteral;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.MalformedJson;

/** tor (ts-023): which part of the bridges and directory authorities cannot be reached? */
final class TorScorer implements Scorer {

  @Override
  public Scores score(Measurement measurement, FingerprintSnapshot fingerprints) {
    Json targets = measurement.testKeys().member("targets");
    Scores scores = Scores.base();
    if (!targets.isTruthy() || targets instanceof JsonArray) {
      return scores.fail("tor:no_targets");
    }
    if (!(targets instanceof JsonObject named)) {
      throw MalformedJson.shape("targets that are a " + targets.kind());
    }
    int blocked = 0;
    int reached = 0;
    for (String name : named.names()) {
      Json target = named.member(name);
      if (!Reading.contains(target, "failure") || !Reading.contains(target, "network_events")) {
        return scores.fail("tor:target_without_result");
      }
      Json failure = target.member("failure");
      if (failure.is("")) {
        throw MalformedJson.shape("a target with an empty failure");
      }
      reached += failure.isNothing() ? 1 : 0;
      blocked += failure.isNothing() || failure.isFalse() ? 0 : 1;
    }
    if (blocked + reached > 0) {
      scores.blocking((double) blocked / (blocked + reached), "tor:targets");
    } else {
      scores.fail("tor:no_target_tried");
    }
    Json runtime = measurement.member("test_runtime");
    return scores.put(
        "extra",
        new JsonObject().put("test_runtime", runtime.isMissing() ? JsonLiteral.NULL : runtime));
  }
}
