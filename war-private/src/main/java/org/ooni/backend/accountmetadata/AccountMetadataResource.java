// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accountmetadata;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.ooni.backend.session.Sessions;

/** What every page of Explorer asks first (probe services, section 8). */
@Path("/account_metadata")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class AccountMetadataResource {

  @Inject Sessions sessions;
  @Context HttpHeaders headers;

  /** Answers 200 to everybody; nobody has the empty role. */
  @GET
  public Response metadata() {
    String role = sessions.find(headers).map(session -> session.role().wireName()).orElse("");
    return Response.ok(Map.of("logged_in", !role.isEmpty(), "role", role))
        .header(HttpHeaders.CACHE_CONTROL, "no-cache, no-store")
        .build();
  }
}
