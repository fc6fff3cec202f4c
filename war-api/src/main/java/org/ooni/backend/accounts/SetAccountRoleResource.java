// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;
import org.ooni.backend.problem.BadRequest;
import org.ooni.backend.problem.Conflict;
import org.ooni.backend.requestbody.SmallBody;
import org.ooni.backend.session.AccountId;
import org.ooni.backend.session.AccountIds;
import org.ooni.backend.session.Role;
import org.ooni.backend.session.Session;
import org.ooni.backend.session.Sessions;

/** Where admins give roles (probe services, section 8). */
@Path("/api/v1/set_account_role")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class SetAccountRoleResource {

  private static final Logger LOG = Logger.getLogger(SetAccountRoleResource.class);

  @Inject AccountTable table;
  @Inject AccountIds ids;
  @Inject Sessions sessions;
  @Context HttpHeaders headers;

  /**
   * Gives an account a role. That counts at once: a demoted admin's token is no admin's any more,
   * and a promoted user's next token is one. Who is an admin by {@code ADMIN_EMAILS} stays one.
   */
  @POST
  public Response set(InputStream body) throws IOException {
    Session admin = sessions.requireAdmin(headers);
    ObjectNode asked = SmallBody.objectOrForm(headers, body);
    EmailAddress email = EmailAddress.require(asked.path("email_address").asText(""));
    Role role = role(asked.path("role").asText(""));
    if (role == Role.USER && sessions.isConfiguredAdmin(email.text())) {
      throw new Conflict("This account is an admin by the configuration");
    }
    AccountId account = ids.of(email.text());
    AccountId by = ids.ofRecord(admin.account(), admin.email());
    table.setRole(account, role, by, sessions.hasConfiguredAdmins());
    LOG.infof("account role set account=%s role=%s by=%s", account, role.wireName(), by);
    return PersonalAnswer.of(Map.of());
  }

  private static Role role(String name) {
    try {
      return Role.ofWireName(name.strip().toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new BadRequest("Invalid role");
    }
  }
}
