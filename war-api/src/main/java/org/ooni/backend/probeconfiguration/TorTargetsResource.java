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

/** The targets of the Tor nettest (probe services 3.10). */
@Path("/api/v1/test-list/tor-targets")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class TorTargetsResource {

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
            .torTargets()
            .orElseThrow(() -> new Unavailable(RETRY_AFTER, "Not configured here"));
    return Response.ok(document).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
  }
}
