// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

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
import org.ooni.backend.session.Session;
import org.ooni.backend.session.Sessions;

/** Where Explorer keeps a session alive (probe services, section 8). */
@Path("/api/v1/user_refresh_token")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class UserRefreshTokenResource {

  @Inject SessionTokens tokens;
  @Inject Sessions sessions;
  @Context HttpHeaders headers;

  /** Answers a fresh token for the one that is shown. */
  @GET
  public Response refresh() {
    Session session = sessions.require(headers);
    return PersonalAnswer.of(Map.of("bearer", tokens.renew(session).token()));
  }
}
