// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.time.Instant;
import org.ooni.backend.fingerprint.FingerprintSnapshot;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonLiteral;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.JsonText;
import org.ooni.backend.json.MalformedJson;

/** signal (ts-029): the backend's services; probes with outdated certificates are not believed. */
final class SignalScorer implements Scorer {

  private static final JsonText NO_VERSION = JsonText.of("0.0.0");
  private static final PackageVersion BROKEN = new PackageVersion("0.2.4");
  private static final Instant OUTDATED_0_2_1 = Instant.parse("2022-10-19T00:00:00Z");
  private static final Instant OUTDATED_ENGINE = Instant.parse("2023-05-02T00:00:00Z");
  private static final Instant OUTDATED_0_2_3 = Instant.parse("2023-11-07T00:00:00Z");

  @Override
  public Scores score(Measurement measurement, FingerprintSnapshot fingerprints) {
    Json testKeys = measurement.testKeys();
    Scores scores = Scores.base();
    if (failed(testKeys, "failed_operation") || failed(testKeys, "failure")) {
      scores.fail("signal:failure");
    }
    if (!isBelieved(measurement)) {
      return scores.fail("signal:outdated_probe");
    }
    Json status = testKeys.member("signal_backend_status");
    if (status.is("ok")) {
      return scores;
    }
    if (!status.is("blocked")) {
      return scores.fail("signal:no_status");
    }
    Json failure = testKeys.member("signal_backend_failure");
    return scores
        .put(
            "analysis",
            new JsonObject()
                .put("signal_backend_failure", failure.isMissing() ? JsonLiteral.NULL : failure))
        .blocking(1, "signal:backend_blocked");
  }

  private static boolean failed(Json testKeys, String name) {
    Json value = testKeys.member(name);
    return value.isMissing() || value.isTruthy();
  }

  private static boolean isBelieved(Measurement measurement) {
    try {
      Json testVersion = measurement.content().memberOr("test_version", NO_VERSION);
      PackageVersion version = new PackageVersion(testVersion.text());
      Instant start =
          ReferenceTime.parse(measurement.member("measurement_start_time").text())
              .orElseThrow(() -> MalformedJson.shape("no start time"));
      Json annotations = measurement.content().memberOr("annotations", Evidence.NO_MEMBERS);
      PackageVersion engine =
          new PackageVersion(annotations.memberOr("engine_version", NO_VERSION).text());
      boolean outdated =
          version.equals(BROKEN)
              || version.isAtMost("0.2.3") && !start.isBefore(OUTDATED_0_2_3)
              || version.isBefore("0.2.2") && !start.isBefore(OUTDATED_0_2_1)
              || engine.isBefore("3.17.2") && !start.isBefore(OUTDATED_ENGINE);
      return !outdated;
    } catch (MalformedJson e) {
      // a probe whose version or time cannot be read is not believed either
      return false;
    }
  }
}
