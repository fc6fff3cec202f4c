// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ooni.backend.clientaddress.ClientAddress;
import org.ooni.backend.problem.Unauthorized;
import org.ooni.backend.problem.Unprocessable;
import org.ooni.backend.requestbody.SmallBody;
import org.ooni.backend.session.Session;
import org.ooni.backend.session.Sessions;

/**
 * Links and sessions for the pages of today (probe services, section 8). A session is a token that
 * its owner shows with each request; there are no cookies, so no page of another site can act for
 * anybody.
 */
@Path("/api/v2/ooniauth")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class OoniauthResource {

  @Inject LoginLinks links;
  @Inject Logins logins;
  @Inject SessionTokens tokens;
  @Inject Sessions sessions;
  @Inject ClientAddress addresses;
  @Context HttpHeaders headers;
  @Context HttpServletRequest request;

  /** Sends a login link; answers the address and when the link expires. */
  @POST
  @Path("/user-login")
  public Response sendLink(InputStream body) throws IOException {
    LoginLinks.Sent sent =
        links.send(SmallBody.checkedObject(headers, body), addresses.of(request));
    return PersonalAnswer.of(
        Map.of(
            "email_address",
            sent.email().text(),
            "login_token_expiration",
            sent.expiry().toString()));
  }

  /** Makes a session of a login link, or a fresh one of the token that is shown. */
  @POST
  @Path("/user-session")
  public Response create(InputStream body) throws IOException {
    Optional<String> link =
        SmallBody.optionalObject(headers, body).flatMap(OoniauthResource::loginToken);
    if (link.isPresent()) {
      Logins.Login login = logins.logIn(link.get(), addresses.of(request));
      return answer(login.issued().session(), login.issued().token(), login.link().redirectTo());
    }
    Session session =
        sessions
            .find(headers)
            .orElseThrow(() -> Unauthorized.detailOnly("Authentication required"));
    SessionTokens.Issued renewed = tokens.renew(session);
    return answer(renewed.session(), renewed.token(), "");
  }

  /** Who is logged in; empty texts for nobody. */
  @GET
  @Path("/user-session")
  public Response find() {
    return sessions
        .find(headers)
        .map(session -> answer(session, "", ""))
        .orElseGet(OoniauthResource::nobody);
  }

  private static Optional<String> loginToken(ObjectNode body) {
    JsonNode token = body.path("login_token");
    if (token.isMissingNode() || token.isNull()) {
      return Optional.empty();
    }
    if (!token.isTextual()) {
      throw new Unprocessable("body", "login_token", "Input should be a valid string");
    }
    return Optional.of(token.textValue()).filter(text -> !text.isEmpty());
  }

  private static Response answer(Session session, String token, String redirectTo) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("session_token", token);
    members.put("redirect_to", redirectTo);
    members.put("email_address", session.email());
    members.put("account_id", session.account().text());
    members.put("role", session.role().wireName());
    members.put("login_time", session.loginTime().toString());
    members.put("is_logged_in", true);
    return PersonalAnswer.of(members);
  }

  private static Response nobody() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("session_token", "");
    members.put("redirect_to", "");
    members.put("email_address", "");
    members.put("account_id", "");
    members.put("role", "");
    members.put("login_time", null);
    members.put("is_logged_in", false);
    return PersonalAnswer.of(members);
  }
}
