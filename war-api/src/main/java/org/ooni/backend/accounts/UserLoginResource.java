// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.ooni.backend.clientaddress.ClientAddress;
import org.ooni.backend.problem.Unprocessable;

/** Where Explorer exchanges a login link for a session (probe services, section 8). */
@Path("/api/v1/user_login")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class UserLoginResource {

  @Inject Logins logins;
  @Inject ClientAddress addresses;
  @Context HttpServletRequest request;

  /** Answers the session's token, the address and where to go. */
  @GET
  public Response login(@QueryParam("k") String token) {
    if (token == null) {
      throw new Unprocessable("k", "Field required");
    }
    Logins.Login login = logins.logIn(token, addresses.of(request));
    return PersonalAnswer.of(
        Map.of(
            "redirect_to",
            login.link().redirectTo(),
            "bearer",
            login.issued().token(),
            "email_address",
            login.link().email().text()));
  }
}
