// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.ooni.backend.answer.Validators;

/** Counts of measurements by up to two axes (measurement API, section 4). */
@Path("/api/v1/aggregation")
@RequestScoped
public class AggregationResource {

  private static final MediaType CSV = new MediaType("text", "csv", "utf-8");
  private static final MediaType JSON = MediaType.APPLICATION_JSON_TYPE.withCharset("utf-8");

  /** An error in all but its status, which is that of the reference: charts are made with it. */
  private static final String SAME_AXIS =
      """
      {"error":"Axis X and Y cannot be the same","msg":"Axis X and Y cannot be the same",\
      "detail":"Axis X and Y cannot be the same","v":0}""";

  @Inject Groups groups;
  @Inject Clock clock;

  /**
   * Answers 200 with counts, 304 when the caller has them, 400 or 422 for what is not allowed and
   * for what would be too large, 504 when it takes long.
   */
  @GET
  public Response aggregation(@Context UriInfo uri, @Context HttpHeaders headers)
      throws IOException {
    AggregationRequest request = new AggregationRequest(uri.getQueryParameters(), clock);
    if (request.repeatsAxis()) {
      return Response.ok(SAME_AXIS, JSON).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
    }
    boolean csv = request.isForCsv();
    boolean download = request.isForDownload();
    Groups.Counted counted = groups.count(request.query(), csv);
    Optional<Validators> validators =
        counted.digest().map(digest -> Validators.of(new EntityTag(digest, true)));
    StreamingOutput body = counted.bytes()::drainTo;
    Response.ResponseBuilder answer =
        validators.filter(known -> known.areKnownTo(headers)).isPresent()
            ? Response.notModified()
            : Response.ok(body, csv ? CSV : JSON);
    validators.ifPresent(known -> known.addTo(answer));
    answer.header("X-Content-Type-Options", "nosniff");
    if (download) {
      String name = "ooni-aggregate-data." + (csv ? "csv" : "json");
      answer.header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=" + name);
    }
    return answer.build();
  }
}
