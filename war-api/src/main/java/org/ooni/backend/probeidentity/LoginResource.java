// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.probeidentity;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.ooni.backend.flow.EventCounters;
import org.ooni.backend.flow.EventCounters.Event;
import org.ooni.backend.problem.Unauthorized;
import org.ooni.backend.requestbody.SmallBody;

/** Gives a registered probe its token (probe services 3.7). */
@Path("/api/v1/login")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class LoginResource {

  @Inject ProbeTokens tokens;
  @Inject EventCounters counters;
  @Context HttpHeaders headers;

  /** Both members have to be there; the password was never kept, so it is not compared. */
  @POST
  public Response login(InputStream body) throws IOException {
    JsonNode credentials = SmallBody.object(headers, body);
    JsonNode name = credentials.path("username");
    if (!name.isTextual() || !credentials.path("password").isTextual()) {
      counters.count(Event.PROBE_LOGIN, "missing");
      throw new Unauthorized("Missing credentials");
    }
    ProbeTokens.Login login = tokens.login(name.textValue());
    return Response.ok(Map.of("token", login.token(), "expire", login.expire().toString()))
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .build();
  }
}
