// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.testhelpers;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.ooni.backend.probeconfig.ProbeConfigurations;

/** The test helpers, by kind (probe services 3.1). */
@Path("/api/v1/test-helpers")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class TestHelpersResource {

  @Inject ProbeConfigurations configurations;

  /** All of them, those of the web in another order each time. */
  @GET
  public Response testHelpers() {
    Map<String, List<Map<String, String>>> helpers =
        configurations.current().shuffledTestHelpers(ThreadLocalRandom.current());
    return Response.ok(helpers).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
  }
}
