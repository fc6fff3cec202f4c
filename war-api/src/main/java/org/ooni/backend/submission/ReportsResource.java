// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.submission;

import jakarta.enterprise.context.RequestScoped;
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
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.ooni.backend.accept.AcceptLog;
import org.ooni.backend.accept.AcceptLogUnavailable;
import org.ooni.backend.accept.Acknowledgement;
import org.ooni.backend.clientaddress.ClientAddress;
import org.ooni.backend.flow.FlowCounters;
import org.ooni.backend.flow.FlowCounters.Stage;
import org.ooni.backend.measurement.MeasurementUid;
import org.ooni.backend.measurement.ReportId;
import org.ooni.backend.mismatch.Claim;
import org.ooni.backend.mismatch.PlaceMismatches;
import org.ooni.backend.problem.Unavailable;
import org.ooni.backend.problem.UnsupportedMedia;

/**
 * Reports: opened, filled with measurements, closed (probe services 3.13 to 3.15). A measurement is
 * acknowledged with 200 only when it is durable; probes delete their copy after a 200 and keep it
 * after anything else.
 */
@Path("/report")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ReportsResource {

  private static final Logger LOG = Logger.getLogger(ReportsResource.class);
  private static final SubmissionParser PARSER = new SubmissionParser(SubmissionLimits.MEASUREMENT);
  private static final int RETRY_AFTER_LEAST = 60;
  private static final int RETRY_AFTER_MOST = 300;

  @Inject AcceptLog acceptLog;
  @Inject FlowCounters counters;
  @Inject Clock clock;
  @Inject ClientAddress clientAddress;
  @Inject PlaceMismatches mismatches;
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

  /** Gives out a report id; nothing is kept of it. */
  @POST
  public Response open(InputStream body) throws IOException {
    try {
      OpenedReport report = OpenedReport.parse(read(body, SubmissionLimits.REPORT));
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
      return uncached(new Stored(store(report, read(body, SubmissionLimits.MEASUREMENT))));
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
    try {
      Acknowledgement answer = acceptLog.append(SubmissionPacker.pack(report, submission, parsed));
      counters.count(answer.retry() ? Stage.DUPLICATE : Stage.ACCEPTED);
      if (!answer.retry()) {
        compare(claim(answer.uid(), report, parsed));
      }
      return answer.uid().text();
    } catch (AcceptLogUnavailable e) {
      throw new Refusal(
          e.reason().name().toLowerCase(Locale.ROOT),
          new Unavailable(
              // spread out, so that the probes of an outage do not come back all at once
              Duration.ofSeconds(
                  ThreadLocalRandom.current().nextInt(RETRY_AFTER_LEAST, RETRY_AFTER_MOST)),
              "Measurements cannot be stored at the moment. Keep it and send it again later.",
              e));
    }
  }

  private void compare(Claim claim) {
    try {
      mismatches.compare(clientAddress.of(request), claim);
    } catch (IllegalStateException e) {
      LOG.debug("client without an address", e);
    }
  }

  private static Claim claim(MeasurementUid uid, ReportId report, ParsedSubmission parsed) {
    ProbeSoftware software = parsed.software();
    return new Claim(
        uid,
        report.country(),
        report.asn(),
        software.name(),
        software.version(),
        software.platform());
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

  private byte[] read(InputStream body, SubmissionLimits limits) throws IOException {
    MediaType type = Optional.ofNullable(headers.getMediaType()).orElse(MediaType.WILDCARD_TYPE);
    boolean xml = type.getSubtype().endsWith("xml");
    if (type.getType().equals("multipart") || xml) {
      throw new Refusal("unsupported_media", new UnsupportedMedia("Send the measurement as JSON."));
    }
    List<String> encodings =
        Optional.ofNullable(headers.getRequestHeader(HttpHeaders.CONTENT_ENCODING))
            .orElse(List.of());
    return new BoundedBody(limits).read(body, length(), encodings);
  }

  private long length() {
    String text = Optional.ofNullable(headers.getHeaderString("Content-Length")).orElse("");
    // a number too long for a long is too large as well
    return text.matches("[0-9]+")
        ? Long.parseLong(text.substring(0, Math.min(text.length(), 18)))
        : -1;
  }

  private static Response uncached(Object answer) {
    return Response.ok(answer).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
  }
}
