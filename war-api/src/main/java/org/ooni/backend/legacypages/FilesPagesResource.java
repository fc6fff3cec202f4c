// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.legacypages;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.problem.BadRequest;

/**
 * Files were listed here once, by day and by country; Explorer's search shows them now (measurement
 * API 8). The list for programs is {@code /api/v1/files}.
 */
@Path("/files")
@RequestScoped
public class FilesPagesResource {

  @Inject
  @ConfigProperty(name = "EXPLORER_URL")
  URI explorer;

  /** All of them: 301 to the search. */
  @GET
  public Response all() {
    return new ExplorerSearch(explorer).all();
  }

  /** The choice of a day: 301 to the search. */
  @GET
  @Path("/by_date")
  public Response days() {
    return all();
  }

  /**
   * Those of a day: 301 to the search of that day.
   *
   * @param day {@code YYYY-MM-DD}; anything else is 400
   */
  @GET
  @Path("/by_date/{day}")
  public Response ofDay(@PathParam("day") String day) {
    return new ExplorerSearch(explorer).ofDay(day);
  }

  /** The choice of a country: 301 to the search. */
  @GET
  @Path("/by_country")
  public Response countries() {
    return all();
  }

  /**
   * Those of a country: 301 to its search.
   *
   * @param country two letters in any case; anything else is 400
   */
  @GET
  @Path("/by_country/{country}")
  public Response ofCountry(@PathParam("country") String country) {
    if (!country.matches("[A-Za-z]{2}")) {
      throw new BadRequest("a country has two letters, as in /files/by_country/IT");
    }
    return new ExplorerSearch(explorer).with("probe_cc", country.toUpperCase(Locale.ROOT));
  }
}
