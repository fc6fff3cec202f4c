// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.collectors;

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
import org.ooni.backend.probeconfig.ProbeConfigurations;
import org.ooni.backend.probeconfig.TestHelper;

/** The collectors, in the order of the configuration (probe services 3.4). */
@Path("/api/v1/collectors")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class CollectorsResource {

  @Inject ProbeConfigurations configurations;

  /** All of them, to be kept for an hour. */
  @GET
  public Response collectors() {
    List<Map<String, String>> collectors =
        configurations.current().collectors().stream().map(TestHelper::json).toList();
    return Response.ok(collectors).header(HttpHeaders.CACHE_CONTROL, "max-age=3600").build();
  }
}
