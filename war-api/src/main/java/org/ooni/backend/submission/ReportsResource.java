// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.submission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.PathSegment;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.accept.Acknowledgement;
import org.ooni.backend.flow.FlowCounters;
import org.ooni.backend.flow.FlowCounters.Stage;
import org.ooni.backend.measurement.ReportId;

/**
 * Reports: opened, filled with measurements, closed (probe services 3.13 to 3.15). A measurement is
 * acknowledged with 200 only when it is durable; probes delete their copy after a 200 and keep it
 * after anything else.
 */
@Path("/report")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ReportsResource {

  private static final SubmissionParser PARSER = new SubmissionParser(SubmissionLimits.MEASUREMENT);

  @Inject Acceptance acceptance;
  @Inject SubmissionPacker packer;
  @Inject FlowCounters counters;
  @Inject Clock clock;
  @Inject PlaceComparison places;
  @Context HttpHeaders headers;
  @Context HttpServletRequest request;

  @Inject
  @ConfigProperty(name = "COLLECTOR_ID")
  String collectorId;

  /** Answer to an opened report; the constants are what clients have always been told. */
  public record Opened(String report_id, String backend_version, List<String> supported_formats) {}

  /** Answer to a stored measurement. */
  public record Stored(String measurement_uid) {}

  /** What a submission may be at most: sizes in bytes, by what is limited. */
  public static Map<String, Object> limits() {
    return Map.of(
        "measurement", SubmissionLimits.MEASUREMENT.published(),
        "report", SubmissionLimits.REPORT.published());
  }

  /** A collector whose ids nobody could submit to does not start. */
  void start(@Observes Startup event) {
    if (!ReportId.isCollector(collectorId)) {
      throw new IllegalArgumentException("COLLECTOR_ID is a few letters and digits");
    }
  }

  /** Gives out a report id; nothing is kept of it. */
  @POST
  public Response open(InputStream body) throws IOException {
    try {
      OpenedReport report =
          OpenedReport.parse(RequestBody.read(headers, body, SubmissionLimits.REPORT));
      ReportId id =
          ReportId.mint(
              clock.instant(), report.testName(), report.country(), report.asn(), collectorId);
      return uncached(new Opened(id.text(), "1.3.5", List.of("yaml", "json")));
    } catch (Refusal e) {
      throw e.problem();
    }
  }

  /** Stores one measurement; 200 with its id when it is durable. */
  @POST
  @Path("/{report_id}")
  public Response submit(@PathParam("report_id") PathSegment reportId, InputStream body)
      throws IOException {
    counters.count(Stage.RECEIVED);
    try {
      ReportId report = report(reportId);
      Optional<String> discard = discardReason(report);
      if (discard.isPresent()) {
        counters.count(Stage.DISCARDED, discard.get());
        return uncached(Map.of());
      }
      return uncached(
          new Stored(store(report, RequestBody.read(headers, body, SubmissionLimits.MEASUREMENT))));
    } catch (Refusal e) {
      counters.count(Stage.REFUSED, e.reason());
      throw e.problem();
    }
  }

  /** Ends a report; there is nothing to do, and old probes expect a 200 whatever the id. */
  @POST
  @Path("/{report_id}/close")
  public Response close(@PathParam("report_id") String reportId) {
    return uncached(Map.of());
  }

  private String store(ReportId report, byte[] submission) {
    ParsedSubmission parsed = PARSER.parse(submission);
    parsed.metadata().mustBelongTo(report);
    parsed.metadata().mustBeWellFormed();
    Acknowledgement answer = acceptance.append(packer.pack(report, submission, parsed));
    places.compare(request, answer, parsed.software(), report);
    return answer.uid().text();
  }

  private static ReportId report(PathSegment segment) {
    try {
      // parameters behind a semicolon would be left out of the id without a word
      if (segment.getMatrixParameters().isEmpty()) {
        return ReportId.parse(segment.getPath());
      }
      throw new IllegalArgumentException("parameters in a report id");
    } catch (IllegalArgumentException e) {
      throw Refusal.incorrectFormat("bad_report_id", "The report id is not of its form.");
    }
  }

  private static Optional<String> discardReason(ReportId report) {
    if (report.asn().isUnknown()) {
      return Optional.of("asn_0");
    }
    return report.country().isUnknown() ? Optional.of("cc_zz") : Optional.empty();
  }

  private static Response uncached(Object answer) {
    return Response.ok(answer).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
  }
}
