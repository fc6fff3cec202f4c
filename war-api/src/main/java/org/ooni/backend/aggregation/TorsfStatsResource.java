// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ooni.backend.problem.BadRequest;
import org.ooni.backend.queries.Conditions;
import org.ooni.backend.queries.Parameters;
import org.ooni.backend.queries.Spill;

/**
 * How often Tor's Snowflake looked blocked, by day and country (measurement API 3.7). Unlike those
 * of the aggregation these counts overlap, and the bounds are those of the lists.
 */
@Path("/api/v1/torsf_stats")
@RequestScoped
public class TorsfStatsResource {

  private static final int BYTES_IN_MEMORY = 1 << 20;

  /** After that hardly a measurement comes in. */
  private static final Duration SETTLED = Duration.ofHours(72);

  @Inject TorsfStats stats;
  @Inject Clock clock;

  /** Answers 200, 400 or 422 for what is not allowed, 504 when it takes long. */
  @GET
  public Response stats(@Context UriInfo uri) throws IOException {
    Parameters parameters = new Parameters(uri.getQueryParameters());
    Optional<Instant> since = parameters.time("since");
    Optional<Instant> until = parameters.time("until");
    if (since.isPresent() && until.isPresent() && since.get().isAfter(until.get())) {
      throw new BadRequest("Invalid since and until values");
    }
    Conditions where = new Conditions();
    where.any("f.probe_cc = ?", "f.probe_cc = any (?)", "text", parameters.countries("probe_cc"));
    since.ifPresent(time -> where.add("f.measurement_start_time > ?", time));
    until.ifPresent(time -> where.add("f.measurement_start_time <= ?", time));
    Spill bytes = Spill.filledBy(spill -> stats.write(where, spill), BYTES_IN_MEMORY);
    StreamingOutput body = bytes::drainTo;
    Response.ResponseBuilder answer =
        Response.ok(body, MediaType.APPLICATION_JSON_TYPE.withCharset("utf-8"));
    if (until.isPresent() && until.get().isBefore(clock.instant().minus(SETTLED))) {
      answer.header(HttpHeaders.CACHE_CONTROL, "max-age=86400");
    }
    return answer.build();
  }
}
