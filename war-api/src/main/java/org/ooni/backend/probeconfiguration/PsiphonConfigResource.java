// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.probeconfiguration;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.ooni.backend.probeconfig.ProbeConfigurations;
import org.ooni.backend.problem.Unavailable;

/** The configuration of Psiphon (probe services 3.9). */
@Path("/api/v1/test-list/psiphon-config")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class PsiphonConfigResource {

  private static final Duration RETRY_AFTER = Duration.ofMinutes(10);

  @Inject ProbeConfigurations configurations;
  @Inject ProbeTokenCheck tokenCheck;
  @Context HttpHeaders headers;

  /** The file as it is; 503 when there is none. */
  @GET
  public Response document() {
    tokenCheck.check(headers);
    String document =
        configurations
            .current()
            .psiphon()
            .orElseThrow(() -> new Unavailable(RETRY_AFTER, "Not configured here"));
    return Response.ok(document).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
  }
}
