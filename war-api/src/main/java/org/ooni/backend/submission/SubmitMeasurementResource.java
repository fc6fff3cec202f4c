// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.submission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.accept.Acknowledgement;
import org.ooni.backend.flow.FlowCounters;
import org.ooni.backend.flow.FlowCounters.Stage;
import org.ooni.backend.measurement.ReportId;
import org.ooni.backend.measurement.Verification;

/**
 * Measurements that are sent without opening a report (probe services 3.17). Stored, and answered
 * with 200, whatever becomes of the credential; any other status means not stored. Credentials are
 * not verified here, so all are unverified.
 */
@Path("/api/v1/submit_measurement")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class SubmitMeasurementResource {

  private static final SubmissionParser PARSER = new SubmissionParser(SubmissionLimits.MEASUREMENT);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The oldest version that probes may speak, and the one that they are told. */
  private static final String PROTOCOL_VERSION = "0.1.0";

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

  /** Stores one measurement; 200 with its ids when it is durable. */
  @POST
  public Response submit(InputStream body) throws IOException {
    counters.count(Stage.RECEIVED);
    try {
      DirectSubmission submission =
          DirectSubmission.parse(RequestBody.read(headers, body, SubmissionLimits.MEASUREMENT));
      return answer(submission, store(submission));
    } catch (Refusal e) {
      counters.count(Stage.REFUSED, e.reason());
      throw e.problem();
    }
  }

  private Acknowledgement store(DirectSubmission submission) {
    ParsedSubmission measurement = measurement(submission);
    ReportId report = measurement.metadata().mintReport(clock.instant(), collectorId);
    StoredDocument document = StoredDocument.of(submission, measurement, report);
    Acknowledgement answer =
        acceptance.append(packer.pack(report, document, StoredDocument.digest(submission)));
    places.compare(request, answer, measurement.software(), report);
    return answer;
  }

  private static ParsedSubmission measurement(DirectSubmission submission) {
    try {
      return PARSER.parseMeasurement(submission.content());
    } catch (Refusal e) {
      throw Refusal.metadata(e.reason(), "The member content is not the text of a measurement.");
    }
  }

  private static Response answer(DirectSubmission submission, Acknowledgement stored)
      throws JsonProcessingException {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("measurement_uid", stored.uid().text());
    members.put("verification_status", Verification.UNVERIFIED.text());
    members.put("submit_response", null);
    members.put("protocol_version", PROTOCOL_VERSION);
    members.put("error", submission.verificationError().orElse(null));
    members.put("report_id", stored.reportId().orElse(null));
    return Response.ok(JSON.writeValueAsString(members))
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .build();
  }
}
