// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.proposals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import java.util.Optional;
import org.jboss.logging.Logger;
import org.ooni.backend.problem.Unprocessable;
import org.ooni.backend.ratelimit.Edits;
import org.ooni.backend.requestbody.SmallBody;
import org.ooni.backend.requestbody.StorableJson;
import org.ooni.backend.session.AccountId;
import org.ooni.backend.session.Sessions;
import org.ooni.backend.testlistproposals.Change;
import org.ooni.backend.testlistproposals.ListName;
import org.ooni.backend.testlistproposals.ListedUrl;
import org.ooni.backend.testlistproposals.Proposals;

/** Changes of test lists that people propose (probe services, section 9). */
@Path("/api/v1/url-submission")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class UrlSubmissionResource {

  private static final Logger LOG = Logger.getLogger(UrlSubmissionResource.class);
  private static final int LONGEST_COMMENT = 1000;

  @Inject Proposals proposals;
  @Inject Edits edits;
  @Inject Sessions sessions;
  @Context HttpHeaders headers;

  /**
   * Adds, replaces or takes away one entry in what somebody proposes: 200 with the new entry or
   * null, 400 with {@code err_str} when that cannot be proposed, 401 without a login, 422 for a
   * body of another form, 503 when the lists are away or not configured.
   */
  @POST
  @Path("/update-url")
  public Response update(InputStream body) throws IOException {
    AccountId account = sessions.require(headers).account();
    Change change = change(SmallBody.checkedObject(headers, body));
    edits.make(
        account,
        () -> {
          proposals.update(account, change);
          return change;
        });
    LOG.infof("test list change proposed account=%s list=%s", account, change.list());
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.set("updated_entry", change.fresh().map(ListedUrl::json).orElse(null));
    return answer(answer);
  }

  /**
   * Submits what somebody proposes for review: 200 with the address of the pull request, 400 with
   * {@code err_str} when there is none then, 401 without a login, 503 as above.
   */
  @POST
  @Path("/submit")
  public Response submit() {
    AccountId account = sessions.require(headers).account();
    String pullRequest = edits.make(account, () -> proposals.submit(account));
    return answer(JsonNodeFactory.instance.objectNode().put("pr_id", pullRequest));
  }

  private static Change change(ObjectNode request) {
    if (!StorableJson.is(request)) {
      throw new Unprocessable("body", "body", "must not contain U+0000 or half characters");
    }
    Optional<ListedUrl> old = ListedUrl.ofRequest(request, "old_entry");
    Optional<ListedUrl> fresh = ListedUrl.ofRequest(request, "new_entry");
    ListName list = ListName.of(text(request, "country_code"));
    return new Change(list, old, fresh, text(request, "comment"));
  }

  /** A text of one line. */
  private static String text(ObjectNode request, String name) {
    String text = request.path(name).textValue();
    if (text == null || text.length() > LONGEST_COMMENT) {
      throw new Unprocessable(
          "body", name, "must be a text of at most " + LONGEST_COMMENT + " characters");
    }
    return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
  }

  private static Response answer(ObjectNode answer) {
    return Response.ok(answer.toString()).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
  }
}
