// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.probeidentity;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.ooni.backend.requestbody.SmallBody;

/** Gives a probe its name (probe services 3.6). */
@Path("/api/v1/register")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class RegistrationResource {

  @Inject ProbeTokens tokens;
  @Context HttpHeaders headers;

  /** Takes any object; what it says of the probe is not looked at. */
  @POST
  public Response register(InputStream body) throws IOException {
    SmallBody.object(headers, body);
    return Response.ok(Map.of("client_id", tokens.register()))
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .build();
  }
}
