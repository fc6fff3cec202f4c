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
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.ooni.backend.queries.Conditions;
import org.ooni.backend.queries.Spill;

/** Likelihoods of blocking for charts (measurement API 5.5). */
@Path("/api/v1/aggregation/analysis")
@Produces(MediaType.APPLICATION_JSON)
public class AnalysisCountsResource {

  private static final int BYTES_IN_MEMORY = 1 << 20;

  @Inject Rows rows;
  @Inject Clock clock;

  /** Answers 200 with groups, 422 for what is not allowed, 504 when it takes long. */
  @GET
  public Response groups(@Context UriInfo uri) throws IOException {
    AnalysisCounts counts = new AnalysisCounts(uri.getQueryParameters(), clock);
    Conditions.Statement asked = counts.statement();
    long start = System.nanoTime();
    int[] groups = new int[1];
    Spill results =
        Spill.filledBy(
            out -> {
              groups[0] = rows.write(asked, out, Likelihoods::write);
              CountsAnswer.requireFew(groups[0]);
            },
            BYTES_IN_MEMORY);
    String head =
        """
        {"db_stats":{"bytes":-1,"elapsed_seconds":%s,"row_count":%d,"total_row_count":%d},\
        "dimension_count":%d,"results":"""
            .formatted(
                (System.nanoTime() - start) / 1e9, groups[0], groups[0], counts.dimensions());
    StreamingOutput body =
        out -> {
          out.write(head.getBytes(StandardCharsets.UTF_8));
          results.drainTo(out);
          out.write('}');
        };
    return Response.ok(body).build();
  }
}
