// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.ooni.backend.problem.BadRequest;
import org.ooni.backend.session.AccountIds;
import org.ooni.backend.session.Role;
import org.ooni.backend.session.Sessions;

/** Where admins look up roles (probe services, section 8). */
@Path("/api/v1/get_account_role/{email_address}")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class GetAccountRoleResource {

  @Inject AccountTable table;
  @Inject AccountIds ids;
  @Inject Sessions sessions;
  @Context HttpHeaders headers;

  /** The role of an account that somebody decided about; 400 for all others. */
  @GET
  public Response get(@PathParam("email_address") String address) {
    sessions.requireAdmin(headers);
    EmailAddress email = EmailAddress.require(address);
    return PersonalAnswer.of(Map.of("role", role(email).wireName()));
  }

  private Role role(EmailAddress email) {
    if (sessions.isConfiguredAdmin(email.text())) {
      return Role.ADMIN;
    }
    return table.role(ids.of(email.text())).orElseThrow(() -> new BadRequest("Account not found"));
  }
}
