// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.observations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.queries.Conditions;
import org.ooni.backend.queries.JsonRows;
import org.ooni.backend.queries.Spill;

/** Answers a page of rows, each with all the columns that were asked for. */
@ApplicationScoped
class ListAnswer {

  private static final int BYTES_IN_MEMORY = 4 << 20;

  @Inject Rows rows;

  @Inject
  @ConfigProperty(name = "BASE_URL")
  URI baseUrl;

  /** 200 with metadata and results. */
  Response of(Page page, Conditions.Statement asked, UriInfo request) throws IOException {
    long start = System.nanoTime();
    Spill results =
        Spill.filledBy(
            out ->
                rows.write(
                    asked,
                    out,
                    (found, json) -> new JsonRows(json, JsonRows.Nulls.SHOWN).writeAll(found)),
            BYTES_IN_MEMORY);
    Duration queryTime = Duration.ofNanos(System.nanoTime() - start);
    String metadata = page.metadata(queryTime, baseUrl, request);
    StreamingOutput body =
        out -> {
          out.write(
              ("{\"metadata\":" + metadata + ",\"results\":").getBytes(StandardCharsets.UTF_8));
          results.drainTo(out);
          out.write('}');
        };
    return Response.ok(body).build();
  }
}
