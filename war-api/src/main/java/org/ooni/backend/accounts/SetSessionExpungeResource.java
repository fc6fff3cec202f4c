// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

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
import org.jboss.logging.Logger;
import org.ooni.backend.requestbody.SmallBody;
import org.ooni.backend.session.AccountId;
import org.ooni.backend.session.AccountIds;
import org.ooni.backend.session.Session;
import org.ooni.backend.session.Sessions;

/** Where all sessions of an account are ended, under the address that the reference once had. */
@Path("/api/v1/set_session_expunge")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class SetSessionExpungeResource {

  private static final Logger LOG = Logger.getLogger(SetSessionExpungeResource.class);

  @Inject AccountTable table;
  @Inject AccountIds ids;
  @Inject Sessions sessions;
  @Context HttpHeaders headers;

  /** Ends one's own without {@code email_address} or with one's own, and for an admin anybody's. */
  @POST
  public Response expunge(InputStream body) throws IOException {
    Session session = sessions.require(headers);
    AccountId own = ids.ofRecord(session.account(), session.email());
    AccountId account =
        SmallBody.optionalObject(headers, body)
            .map(asked -> asked.path("email_address").asText(""))
            .filter(address -> !address.isBlank())
            .map(address -> ids.of(EmailAddress.require(address).text()))
            .orElse(own);
    if (!account.equals(own)) {
      sessions.requireAdmin(headers);
    }
    table.expunge(account);
    LOG.infof("sessions ended account=%s by=%s", account, own);
    return PersonalAnswer.of(Map.of());
  }
}
