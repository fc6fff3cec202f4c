// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ooni.backend.json.Json;
import org.ooni.backend.json.JsonText;
import org.ooni.backend.json.JsonWriter;

/** Makes the row of a measurement: as many of its columns as can be had, and its verdict. */
final class RowBuilder {

  /** Rule and reason of a row that lacks the value of a column. */
  static final String PROBLEM = "columns";

  private static final JsonText UNSET = JsonText.of("unset");
  private static final Duration EARLIEST = Duration.ofHours(-1);
  private static final Duration LATEST = Duration.ofDays(365);

  private static final List<String> TOP_LEVEL =
      List.of("report_id", "probe_cc", "software_name", "software_version", "test_version");

  private static final List<String> ANNOTATIONS =
      List.of("architecture", "engine_name", "engine_version");
  private static final List<String> HELPER = List.of("address", "type");

  private final String measurementUid;
  private final Measurement measurement;
  private final Scores scores;
  private final boolean scored;
  private final Columns columns = new Columns();

  /**
   * Starts a row.
   *
   * @param scored whether the scores are a verdict; those that only give the reason why there is
   *     none are left as they are
   */
  RowBuilder(String measurementUid, Measurement measurement, Scores scores, boolean scored) {
    this.scored = scored;
    this.measurementUid = measurementUid;
    this.measurement = measurement;
    this.scores = scores;
  }

  /** Whether anything kept a column from its value. */
  boolean hasProblems() {
    return !columns.problems().isEmpty();
  }

  /** The row. */
  FastpathRow build(String isVerified, String scorerVersion, String fingerprintSnapshot) {
    flagWrongDate();
    Subject subject = subject();
    Map<String, String> text = texts();
    Long probeAsn = columns.asn("probe_asn", measurement.member("probe_asn"));
    Instant testStart = time("test_start_time");
    Instant start = time("measurement_start_time");
    Float runtime = columns.seconds("test_runtime", measurement.member("test_runtime"));
    BigInteger link = columns.linkId("ooni_run_link_id", annotation("ooni_run_link_id"));
    return new FastpathRow(
        measurementUid,
        text.get("report_id"),
        subject.input(),
        subject.domain(),
        text.get("probe_cc"),
        probeAsn,
        text.get("test_name"),
        testStart,
        start,
        scoresText(),
        text.get("platform"),
        scores.isAnomaly(),
        scores.isConfirmed(),
        scores.isFailure(),
        scores.blockingType(),
        text.get("software_name"),
        text.get("software_version"),
        text.get("test_version"),
        runtime,
        text.get("architecture"),
        text.get("engine_name"),
        text.get("engine_version"),
        text.get("address"),
        text.get("type"),
        link,
        isVerified,
        scorerVersion,
        fingerprintSnapshot,
        scores.rule());
  }

  private Map<String, String> texts() {
    Map<String, String> texts = new HashMap<>();
    TOP_LEVEL.forEach(name -> texts.put(name, columns.text(name, measurement.member(name))));
    Json testName = measurement.member("test_name");
    texts.put("test_name", testName.isTruthy() ? columns.text("test_name", testName) : "");
    ANNOTATIONS.forEach(name -> texts.put(name, columns.text(name, annotation(name))));
    Json platform = annotation("platform");
    texts.put("platform", columns.text("platform", platform.isNothing() ? UNSET : platform));
    Json backend = Columns.within(measurement.member("test_helpers"), "backend");
    HELPER.forEach(name -> texts.put(name, columns.text(name, Columns.within(backend, name))));
    return texts;
  }

  private Json annotation(String name) {
    return Columns.within(measurement.member("annotations"), name);
  }

  private Subject subject() {
    Json testName = measurement.member("test_name");
    Json input = measurement.member("input");
    Subject plain = columns.orProblem("input", Subject.NONE, () -> Subject.of(testName, input));
    Subject whole = columns.orProblem("domain", plain, plain::withDomain);
    return new Subject(
        columns.storable("input", whole.input()), columns.storable("domain", whole.domain()));
  }

  /** Says so in the scores when the probe's clock and the receive time are far apart. */
  private void flagWrongDate() {
    Optional<Instant> received = ReceiveTime.of(measurementUid);
    Json start = measurement.member("measurement_start_time");
    if (!scored || received.isEmpty() || !(start instanceof JsonText text)) {
      return;
    }
    Optional<Duration> delay =
        ReferenceTime.parse(text.text()).map(started -> Duration.between(started, received.get()));
    if (delay.isPresent() && delay.get().compareTo(EARLIEST) < 0) {
      scores.message("Measurement start time from the future").fail("start_time:future");
    }
    if (delay.isPresent() && delay.get().compareTo(LATEST) > 0) {
      scores.message("Measurement start time too old").fail("start_time:too_old");
    }
  }

  /** To be asked for after what can have problems: these are written into the scores. */
  private String scoresText() {
    List<String> problems = columns.problems();
    if (scored && !problems.isEmpty()) {
      scores.message(String.join("; ", problems)).fail(PROBLEM);
    }
    JsonWriter writer = new JsonWriter();
    String text = writer.write(scores.json());
    if (writer.isCleaned()) {
      columns.cleaned().add("scores");
    }
    return columns.cleaned().isEmpty()
        ? text
        : writer.write(scores.cleaned(columns.cleaned()).json());
  }

  private Instant time(String name) {
    return columns.time(name, measurement.member(name));
  }
}
