// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.legacypages;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Redirections and constants (probe services 3.19, measurement API 8). */
@Path("/")
@RequestScoped
public class LegacyPagesResource {

  private static final String FOR_ROBOTS =
      """
      User-agent: *
      Disallow: /api/
      Disallow: /api/_
      Disallow: /api/v1/aggregation
      Disallow: /api/v1/measurement_meta
      Disallow: /api/v1/measurements
      Disallow: /api/v1/raw_measurement
      Disallow: /api/v1/test-list/urls
      Disallow: /api/v1/torsf_stats
      Disallow: /files
      Disallow: /report/
      Disallow: /stats
      Disallow: /201
      Disallow: /202
      Crawl-delay: 300
      """;

  @Inject
  @ConfigProperty(name = "EXPLORER_URL")
  URI explorer;

  /** Statistics are Explorer's. */
  @GET
  @Path("/stats")
  public Response stats() {
    return Response.status(Response.Status.MOVED_PERMANENTLY).location(explorer).build();
  }

  /** Robots have nothing to look for here. */
  @GET
  @Path("/robots.txt")
  @Produces(MediaType.TEXT_PLAIN)
  public Response robots() {
    return Response.ok(FOR_ROBOTS).header(HttpHeaders.CACHE_CONTROL, "max-age=86400").build();
  }

  /** Asked for by monitors, which compare the body. */
  @GET
  @Path("/invalidpath")
  @Produces(MediaType.APPLICATION_JSON)
  public Response invalidPath() {
    return Response.status(Response.Status.NOT_FOUND)
        .entity("{\"error\":404}")
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .build();
  }
}
