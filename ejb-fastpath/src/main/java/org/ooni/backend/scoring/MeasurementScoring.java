// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ooni.backend.fingerprint.FingerprintSnapshot;
import org.ooni.backend.fingerprint.LenientBase64;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.MalformedJson;

/**
 * Gives any submission its outcome. What the reference loses because it raises an exception has a
 * row here: one that says failure, with a reason, and as many columns as could be had. Safe for use
 * by many threads.
 */
public final class MeasurementScoring {

  private static final String OPENVPN = "openvpn";

  private final Supplier<FingerprintSnapshot> fingerprints;
  private final String scorerVersion;

  /**
   * Scores with these.
   *
   * @param fingerprints gives the current set, asked for once per measurement
   * @param scorerVersion version of this code, written into every row
   */
  public MeasurementScoring(Supplier<FingerprintSnapshot> fingerprints, String scorerVersion) {
    this.fingerprints = fingerprints;
    this.scorerVersion = scorerVersion;
  }

  /**
   * The outcome of a submission. Never throws, whatever the bytes are.
   *
   * @param measurementUid its id, which says when it was received
   * @param submission the exact bytes as they are stored, which must not change meanwhile
   */
  public Outcome score(String measurementUid, byte[] submission) {
    return guarded(measurementUid, attempt -> attempt.outcome(submission));
  }

  /** The same for a measurement that is decoded already, such as one from an old report. */
  public Outcome score(String measurementUid, JsonObject decoded) {
    return guarded(measurementUid, attempt -> attempt.outcome(new Envelope(decoded)));
  }

  private Outcome guarded(String measurementUid, Function<Attempt, Outcome> steps) {
    Attempt attempt = new Attempt(measurementUid, fingerprints.get());
    try {
      return steps.apply(attempt);
    } catch (RuntimeException | StackOverflowError e) {
      // a fault of ours must not keep the batch from being stored: it is counted by this reason
      return attempt.failed("internal_error", e.getClass().getSimpleName());
    }
  }

  /** The way of one submission through the steps, with what is known of it so far. */
  private final class Attempt {

    private final String measurementUid;
    private final FingerprintSnapshot snapshot;
    private Measurement measurement = new Measurement(Evidence.NO_MEMBERS);
    private String isVerified = "u";

    Attempt(String measurementUid, FingerprintSnapshot snapshot) {
      this.measurementUid = measurementUid;
      this.snapshot = snapshot;
    }

    Outcome outcome(byte[] submission) {
      Envelope envelope;
      try {
        envelope = Envelope.of(submission);
      } catch (MalformedJson e) {
        return failed(e.kind() == MalformedJson.Kind.BOUNDS ? "too_large" : "not_json", e);
      }
      return outcome(envelope);
    }

    Outcome outcome(Envelope envelope) {
      isVerified = envelope.isVerified();
      measurement = envelope.remains();
      try {
        measurement = envelope.measurement();
      } catch (MalformedJson e) {
        return failed("envelope", e);
      }
      if (measurementUid.isEmpty()) {
        return failed("metadata", "no measurement_uid");
      }
      try {
        Optional<String> discarded = reasonToDiscard();
        if (discarded.isPresent()) {
          return new Outcome.Discarded(discarded.get());
        }
      } catch (MalformedJson e) {
        return failed("metadata", e);
      }
      return scored();
    }

    private Optional<String> reasonToDiscard() {
      if (measurement.member("report_id").isNothing()) {
        return Optional.of("no_report_id");
      }
      if (isUpperCase(measurement.member("probe_cc"), "ZZ")) {
        return Optional.of("unknown_country");
      }
      return isUpperCase(measurement.member("probe_asn"), "AS0")
          ? Optional.of("unknown_network")
          : Optional.empty();
    }

    private Outcome scored() {
      Json testName = measurement.member("test_name");
      if (testName.isMissing()) {
        return failed("metadata", "no test_name");
      }
      try {
        Scorer scorer = Scorers.of(testName);
        return row(scorer.score(measurement, snapshot), Optional.empty());
      } catch (MalformedJson e) {
        return failed("test_keys", e);
      } catch (LenientBase64.BrokenBase64 e) {
        return failed("test_keys", e);
      }
    }

    private Outcome failed(String reason, Exception cause) {
      return failed(reason, cause.getMessage());
    }

    Outcome failed(String reason, String message) {
      Scores scores = Scores.base().fail(reason).message(reason + ": " + message);
      return row(scores, Optional.of(reason));
    }

    private Outcome row(Scores scores, Optional<String> reason) {
      RowBuilder builder = new RowBuilder(measurementUid, measurement, scores, reason.isEmpty());
      FastpathRow row = builder.build(isVerified, scorerVersion, snapshot.id());
      if (reason.isPresent()) {
        return new Outcome.Scored(row, reason, Optional.empty());
      }
      if (builder.hasProblems()) {
        return new Outcome.Scored(row, Optional.of(RowBuilder.PROBLEM), Optional.empty());
      }
      if (scores.rule().equals(UnsupportedScorer.RULE)) {
        return new Outcome.Scored(row, Optional.of(UnsupportedScorer.RULE), Optional.empty());
      }
      Optional<ObsOpenvpnRow> openvpn =
          row.testName().equals(OPENVPN)
              ? Optional.of(new OpenvpnRows(measurement, row).build())
              : Optional.empty();
      return new Outcome.Scored(row, Optional.empty(), openvpn);
    }
  }

  private static boolean isUpperCase(Json value, String text) {
    return !value.isMissing() && value.text().toUpperCase(Locale.ROOT).equals(text);
  }
}
