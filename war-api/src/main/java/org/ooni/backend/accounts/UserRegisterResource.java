// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
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
import org.ooni.backend.clientaddress.ClientAddress;
import org.ooni.backend.requestbody.SmallBody;

/** Where Explorer asks for a login link (probe services, section 8). */
@Path("/api/v1/user_register")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class UserRegisterResource {

  @Inject LoginLinks links;
  @Inject ClientAddress addresses;
  @Context HttpHeaders headers;
  @Context HttpServletRequest request;

  /** Takes JSON or a form; answers {@code {"msg": "ok"}}. */
  @POST
  public Response register(InputStream body) throws IOException {
    links.send(SmallBody.objectOrForm(headers, body), addresses.of(request));
    return PersonalAnswer.of(Map.of("msg", "ok"));
  }
}
