// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import org.ooni.backend.measurement.Measurement;
import org.ooni.backend.measurement.MeasurementUid;
import org.ooni.backend.problem.BadRequest;
import org.ooni.backend.problem.Unprocessable;
import org.ooni.backend.queries.Parameters;

/**
 * Which measurement a request is about: its id, or else its report and its input (measurement API
 * 3.2 and 3.3).
 */
final class MeasurementRequest {

  private static final int SHORTEST = 3;

  private final Parameters parameters;
  private final Optional<String> uid;
  private final Optional<String> reportId;
  private final String input;

  private MeasurementRequest(
      MultivaluedMap<String, String> values, int shortestReportId, String nothingGiven) {
    parameters = new Parameters(values);
    uid = parameters.text("measurement_uid", SHORTEST);
    reportId = uid.isPresent() ? Optional.empty() : parameters.text("report_id", shortestReportId);
    input = parameters.text("input", SHORTEST).orElse("");
    if (uid.isEmpty() && reportId.isEmpty()) {
      throw new BadRequest(nothingGiven);
    }
  }

  /**
   * With a report id that may be any text, as old ones are.
   *
   * @param nothingGiven what to say when neither is given
   */
  static MeasurementRequest ofAnyReport(
      MultivaluedMap<String, String> values, String nothingGiven) {
    return new MeasurementRequest(values, SHORTEST, nothingGiven);
  }

  /**
   * With a report id of letters, digits and underscores.
   *
   * @param nothingGiven what to say when neither is given
   */
  static MeasurementRequest ofReport(MultivaluedMap<String, String> values, String nothingGiven) {
    MeasurementRequest request = new MeasurementRequest(values, 0, nothingGiven);
    if (request.reportId.filter(id -> !id.matches("[A-Za-z0-9_]{15,100}")).isPresent()) {
      throw new Unprocessable("report_id", "Invalid report_id field");
    }
    return request;
  }

  boolean flag(String name) {
    return parameters.flag(name).orElse(false);
  }

  /** Whether the input's category is part of the answer. */
  boolean asksForCategory() {
    return uid.isPresent() || !input.isEmpty();
  }

  /** The id, when it is given and can be one. */
  Optional<MeasurementUid> uid() {
    return uid.flatMap(MeasurementRequest::parsed);
  }

  Optional<Measurement> findIn(MeasurementFinder finder) {
    return reportId.isPresent() ? finder.find(reportId.get(), input) : uid().flatMap(finder::find);
  }

  /** The id a text stands for; empty when no measurement can have it. */
  static Optional<MeasurementUid> parsed(String text) {
    try {
      return Optional.of(new MeasurementUid(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
