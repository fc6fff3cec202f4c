// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.observations;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.time.Clock;
import org.ooni.backend.queries.JsonRows;

/** Counts of observations (measurement API 5.3 and 5.4). */
@Path("/api/v1/aggregation/observations")
@Produces(MediaType.APPLICATION_JSON)
public class ObservationCountsResource {

  @Inject CountsAnswer answer;
  @Inject Clock clock;

  /**
   * Answers 200 with counts, the largest first, by what {@code group_by} names and by each filter;
   * 422 for what is not allowed, 504 when it takes long.
   */
  @GET
  public Response counts(@Context UriInfo uri) throws IOException {
    return answer.of(
        new ObservationCounts(uri.getQueryParameters(), clock).statement(), JsonRows.Nulls.DROPPED);
  }

  /** Answers 200 with what the test helpers saw of hosts, for comparison. */
  @GET
  @Path("/ctrl")
  public Response controls(@Context UriInfo uri) throws IOException {
    return answer.of(
        new ControlCounts(uri.getQueryParameters(), clock).statement(), JsonRows.Nulls.DROPPED);
  }
}
