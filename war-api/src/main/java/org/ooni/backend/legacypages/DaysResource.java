// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.legacypages;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Old links to the files of a day (measurement API 8). */
@Path("/{day:\\d{4}-\\d{2}-\\d{2}}")
@RequestScoped
public class DaysResource {

  @Inject
  @ConfigProperty(name = "EXPLORER_URL")
  URI explorer;

  @Inject
  @ConfigProperty(name = "BASE_URL")
  URI base;

  /** All of a day: 301 to Explorer's search; 400 for a day that no calendar has. */
  @GET
  public Response ofDay(@PathParam("day") String day) {
    return new ExplorerSearch(explorer).ofDay(day);
  }

  /** One of them: 302 to where files were downloaded. */
  @GET
  @Path("/{file:[A-Za-z0-9._-]+\\.json}")
  public Response file(@PathParam("day") String day, @PathParam("file") String file) {
    return Response.status(Response.Status.FOUND)
        .location(UriBuilder.fromUri(base).path("files/download/{file}").build(file))
        .build();
  }
}
