// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.probeidentity;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
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
import org.ooni.backend.requestbody.SmallBody;

/** Where a probe tells that it has moved (probe services 3.8). Only the number of calls is kept. */
@Path("/api/v1/update/{client_id}")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ProbeUpdateResource {

  @Inject EventCounters counters;
  @Context HttpHeaders headers;

  /** Takes any object, of any probe. */
  @PUT
  public Response update(InputStream body) throws IOException {
    SmallBody.object(headers, body);
    counters.count(Event.PROBE_UPDATE, "");
    return Response.ok(Map.of("status", "ok"))
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .build();
  }
}
