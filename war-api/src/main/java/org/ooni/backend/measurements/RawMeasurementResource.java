// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.Optional;
import org.ooni.backend.answer.Validators;
import org.ooni.backend.bodies.BodyArchive;
import org.ooni.backend.bodies.BodyKey;
import org.ooni.backend.bodies.BodyLookup;
import org.ooni.backend.measurement.Measurement;
import org.ooni.backend.measurement.MeasurementUid;
import org.ooni.backend.problem.BadRequest;
import org.ooni.backend.problem.NotFound;
import org.ooni.backend.problem.Unavailable;
import org.ooni.backend.queries.Digest;
import org.ooni.backend.queries.Parameters;

/**
 * The raw bytes of one measurement, exactly as the probe sent them (measurement API 3.3 and 3.4),
 * from the moment it is acknowledged.
 */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public class RawMeasurementResource {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);
  private static final MediaType JSON = MediaType.APPLICATION_JSON_TYPE.withCharset("utf-8");

  @Inject MeasurementFinder finder;
  @Inject BodyArchive bodies;

  /**
   * Answers 200, with an empty object for a measurement that is not known, or 304 when the caller
   * has the bytes.
   */
  @GET
  @Path("/raw_measurement")
  public Response raw(@Context UriInfo uri, @Context HttpHeaders headers) {
    MeasurementRequest request =
        MeasurementRequest.ofAnyReport(
            uri.getQueryParameters(), "Either report_id or measurement_uid must be provided");
    Optional<Measurement> row = request.findIn(finder);
    Optional<MeasurementUid> uid = row.map(Measurement::uid).or(request::uid);
    Optional<byte[]> body = row.isPresent() ? body(row.get()) : uid.flatMap(this::fresh);
    if (body.isPresent()) {
      return answer(uid.get(), body.get(), headers, "max-age=86400").build();
    }
    if (row.isPresent() && !row.get().isHidden()) {
      throw new NotFound("Measurement not found");
    }
    return withHeaders(Response.ok("{}", JSON), "no-cache").build();
  }

  /**
   * Answers 200 with the bytes or 304 when the caller has them, 400 for what cannot be an id and
   * 404 for what is none.
   */
  @GET
  @Path("/measurement/{measurement_uid}")
  public Response measurement(
      @PathParam("measurement_uid") String text,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    boolean download = new Parameters(uri.getQueryParameters()).flag("download").orElse(false);
    MeasurementUid uid =
        MeasurementRequest.parsed(text)
            .orElseThrow(() -> new BadRequest("Incorrect or inexistent measurement_uid"));
    Optional<Measurement> row = finder.find(uid);
    byte[] body =
        (row.isPresent() ? body(row.get()) : fresh(uid))
            .orElseThrow(() -> new NotFound("Incorrect or inexistent measurement_uid"));
    MeasurementUid stored = row.map(Measurement::uid).orElse(uid);
    Response.ResponseBuilder answer = answer(stored, body, headers, "max-age=3600");
    if (download) {
      answer.header(
          HttpHeaders.CONTENT_DISPOSITION,
          "attachment; filename=ooni_measurement-" + uid + ".json");
    }
    return answer.build();
  }

  private Optional<byte[]> body(Measurement row) {
    return row.isHidden()
        ? Optional.empty()
        : body(new BodyKey(row.uid(), row.reportId(), row.input()));
  }

  /** Of a measurement that is acknowledged and has no row, or not yet. */
  private Optional<byte[]> fresh(MeasurementUid uid) {
    return body(BodyKey.of(uid));
  }

  private Optional<byte[]> body(BodyKey key) {
    BodyLookup lookup = bodies.find(key);
    if (lookup instanceof BodyLookup.Found found) {
      return Optional.of(found.content());
    }
    if (lookup instanceof BodyLookup.Unavailable) {
      throw new Unavailable(RETRY_AFTER, "The archive is not available");
    }
    return Optional.empty();
  }

  /** The bytes never change: they and the id are the tag, and the time in the id is theirs. */
  private static Response.ResponseBuilder answer(
      MeasurementUid uid, byte[] body, HttpHeaders headers, String caching) {
    EntityTag tag = new EntityTag(uid + "-" + Digest.of(body));
    Validators validators = new Validators(tag, uid.receiveTime());
    Response.ResponseBuilder answer =
        validators.areKnownTo(headers) ? Response.notModified() : Response.ok(body, JSON);
    return withHeaders(validators.addTo(answer), caching);
  }

  private static Response.ResponseBuilder withHeaders(
      Response.ResponseBuilder answer, String caching) {
    return answer
        .header(HttpHeaders.CACHE_CONTROL, caching)
        .header("X-Content-Type-Options", "nosniff");
  }
}
