// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ooni.backend.answer.Validators;
import org.ooni.backend.bodies.BodyArchive;
import org.ooni.backend.bodies.BodyKey;
import org.ooni.backend.bodies.BodyLookup;
import org.ooni.backend.measurement.Explanation;
import org.ooni.backend.measurement.Measurement;
import org.ooni.backend.queries.Digest;

/** What is known of one measurement, with its raw bytes as a text on demand (API 3.2). */
@Path("/api/v1/measurement_meta")
@Produces(MediaType.APPLICATION_JSON)
public class MeasurementMetaResource {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final MediaType TYPE = MediaType.APPLICATION_JSON_TYPE.withCharset("utf-8");
  private static final String RAW = "raw_measurement";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  @Inject MeasurementFinder finder;
  @Inject BodyArchive bodies;

  /**
   * Answers 200, with an empty object for a measurement that is not known: the page of a missing
   * measurement in Explorer depends on it.
   */
  @GET
  public Response meta(@Context UriInfo uri, @Context HttpHeaders headers)
      throws JsonProcessingException {
    MeasurementRequest request =
        MeasurementRequest.ofReport(
            uri.getQueryParameters(),
            "Missing measurement_uid or report_id. You should provide at the least one");
    boolean full = request.flag("full");
    Optional<Measurement> row = request.findIn(finder).filter(found -> !found.isHidden());
    if (row.isEmpty()) {
      Map<String, String> nothing = full ? Map.of(RAW, "") : Map.of();
      return completed(Response.ok(JSON.writeValueAsString(nothing), TYPE), "no-cache");
    }
    Map<String, Object> members = members(row.get(), request.asksForCategory());
    if (!full) {
      return answer(row.get(), members, headers, "max-age=60");
    }
    String raw = raw(row.get());
    members.put(RAW, raw);
    return answer(row.get(), members, headers, raw.isEmpty() ? "no-cache" : "max-age=60");
  }

  private Map<String, Object> members(Measurement row, boolean withCategory) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("input", row.input());
    members.put("measurement_start_time", text(row.measurementStartTime()));
    members.put("test_start_time", text(row.testStartTime()));
    members.put("measurement_uid", row.uid().text());
    members.put("report_id", row.reportId());
    members.put("test_name", row.testName());
    members.put("probe_asn", row.probeAsn().orElse(null));
    members.put("probe_cc", row.probeCc());
    members.put("scores", row.scores());
    members.put("anomaly", row.isAnomaly());
    members.put("confirmed", row.isConfirmed());
    members.put("failure", row.isFailure());
    members.put("category_code", withCategory ? finder.category(row.input()) : null);
    members.put("verification_status", row.verification().text());
    // beyond the reference: what an auditor needs to give the same verdict again
    Explanation explanation = row.explanation();
    members.put("scorer_version", explanation.scorerVersion());
    members.put("fingerprint_snapshot", explanation.fingerprintSnapshot());
    members.put("rule", explanation.rule());
    return members;
  }

  private String raw(Measurement row) {
    BodyLookup lookup = bodies.find(new BodyKey(row.uid(), row.reportId(), row.input()));
    return lookup instanceof BodyLookup.Found found
        ? new String(found.content(), StandardCharsets.UTF_8)
        : "";
  }

  private static String text(Optional<Instant> time) {
    return time.map(TIME::format).orElse(null);
  }

  private static Response answer(
      Measurement row, Map<String, Object> members, HttpHeaders headers, String caching)
      throws JsonProcessingException {
    byte[] json = JSON.writeValueAsBytes(members);
    EntityTag tag = new EntityTag(row.uid() + "-" + Digest.of(json));
    Validators validators = new Validators(tag, Optional.of(row.updateTime()));
    Response.ResponseBuilder answer =
        validators.areKnownTo(headers) ? Response.notModified() : Response.ok(json, TYPE);
    return completed(validators.addTo(answer), caching);
  }

  private static Response completed(Response.ResponseBuilder answer, String caching) {
    return answer
        .header(HttpHeaders.CACHE_CONTROL, caching)
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }
}
