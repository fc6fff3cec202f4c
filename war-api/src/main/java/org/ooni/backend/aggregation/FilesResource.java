// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The list of report files that once was; there is none (measurement API 3.6). */
@Path("/api/v1/files")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class FilesResource {

  /** Answers 200 and says so. */
  @GET
  public Response files() {
    return Response.ok("{\"msg\":\"not implemented\"}")
        .header(HttpHeaders.CACHE_CONTROL, "max-age=86400")
        .build();
  }
}
