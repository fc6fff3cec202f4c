// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.proposedlists;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.List;
import org.ooni.backend.session.AccountId;
import org.ooni.backend.session.Sessions;
import org.ooni.backend.testlistproposals.Change;
import org.ooni.backend.testlistproposals.ListName;
import org.ooni.backend.testlistproposals.ListedUrl;
import org.ooni.backend.testlistproposals.Proposals;

/** A test list with what somebody proposes (probe services, section 9). */
@Path("/url-submission/test-list")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ProposedTestListResource {

  @Inject Proposals proposals;
  @Inject Sessions sessions;
  @Context HttpHeaders headers;

  /**
   * The list of a country, or the global one: 200, with a null list when there is none; 400 with
   * {@code err_str} when it is no country, 401 without a login, 503 when the lists are away or not
   * configured.
   */
  @GET
  @Path("/{cc}")
  public Response list(@PathParam("cc") String country) {
    AccountId account = sessions.require(headers).account();
    Proposals.View view = proposals.view(account, ListName.of(country));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.set("test_list", view.list().map(ProposedTestListResource::entries).orElse(null));
    ObjectNode changes = answer.putObject("changes");
    view.changes()
        .byList()
        .forEach((list, made) -> made.forEach(change -> changes.withArray(list).add(json(change))));
    answer.put("state", view.state().name());
    answer.put("pr_url", view.page().orElse(null));
    return Response.ok(answer.toString()).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
  }

  private static ArrayNode entries(List<ListedUrl> list) {
    ArrayNode entries = JsonNodeFactory.instance.arrayNode();
    list.forEach(entry -> entries.add(entry.json()));
    return entries;
  }

  /** What replaces an entry shows as added, and the entry it replaces not at all. */
  private static ObjectNode json(Change change) {
    return change
        .fresh()
        .map(entry -> entry.json().put("action", "add"))
        .orElseGet(() -> change.old().orElseThrow().json().put("action", "delete"));
  }
}
