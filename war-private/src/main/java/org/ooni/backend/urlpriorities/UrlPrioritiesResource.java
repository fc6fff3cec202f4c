// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.urlpriorities;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
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
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.ooni.backend.problem.ChangeRefused;
import org.ooni.backend.requestbody.SmallBody;
import org.ooni.backend.session.Session;
import org.ooni.backend.session.Sessions;

/** The rules: everybody reads them, admins change them (probe services 10). */
@Path("/url-priorities")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class UrlPrioritiesResource {

  private static final Logger LOG = Logger.getLogger(UrlPrioritiesResource.class);

  @Inject RuleTable rules;
  @Inject Sessions sessions;
  @Context HttpHeaders headers;

  /** All rules. */
  public record Rules(List<?> rules) {}

  /** Answers 200 with all rules, cached for one second. */
  @GET
  @Path("/list")
  public Response list() {
    return Response.ok(new Rules(rules.list()))
        .header(HttpHeaders.CACHE_CONTROL, "max-age=1")
        .build();
  }

  /** Replaces, adds or takes away one rule; answers 200 with the number 1. */
  @POST
  @Path("/update")
  public Response update(InputStream body) throws IOException {
    Session admin = sessions.requireAdmin(headers);
    ObjectNode request = SmallBody.object(headers, body);
    Optional<Rule> old = Rule.of(request.path("old_entry"));
    Optional<Rule> fresh = Rule.of(request.path("new_entry"));
    if (old.isEmpty() && fresh.isEmpty()) {
      throw new ChangeRefused("err_no_proposed_changes", "There is neither an old nor a new rule");
    }
    if (fresh.isPresent() && fresh.get().priority().isEmpty()) {
      throw new ChangeRefused("err_bad_rule", "priority must be a whole number");
    }
    rules.replace(old, fresh);
    LOG.infof("url priority rule changed account=%s old=%s new=%s", admin.account(), old, fresh);
    return Response.ok("1").header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
  }
}
