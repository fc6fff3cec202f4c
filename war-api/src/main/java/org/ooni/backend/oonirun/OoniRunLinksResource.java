// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.oonirun;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jboss.logging.Logger;
import org.ooni.backend.problem.BadRequest;
import org.ooni.backend.problem.Forbidden;
import org.ooni.backend.problem.NotFound;
import org.ooni.backend.ratelimit.Edits;
import org.ooni.backend.requestbody.SmallBody;
import org.ooni.backend.session.Session;
import org.ooni.backend.session.Sessions;

/** OONI Run links of the second version (probe services 11.1). */
@Path("/api/v2/oonirun/links")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class OoniRunLinksResource {

  private static final Logger LOG = Logger.getLogger(OoniRunLinksResource.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Inject LinkFinder finder;
  @Inject LinkEditor editor;
  @Inject PrioritisedTargets targets;
  @Inject Edits edits;
  @Inject Sessions sessions;
  @Inject Clock clock;
  @Context HttpHeaders headers;

  /** What a link may be at most, as clients are told. */
  public static Map<String, Integer> limits() {
    return LinkLimits.published();
  }

  /**
   * Makes a link: 200 with it, 400 when its author is not the address of who is logged in, 401
   * without a login, 422 for what a link may not be.
   */
  @POST
  public Response create(InputStream body) throws IOException {
    Session session = sessions.require(headers);
    Instant now = now();
    LinkRequest request = LinkRequest.of(SmallBody.checkedObject(headers, body), now);
    if (!isAuthor(session, request)) {
      throw new BadRequest("author must be the e-mail address that you are logged in with");
    }
    Link link = edits.make(session.account(), () -> editor.create(session, request, now));
    LOG.infof("oonirun link created account=%s link=%s", session.account(), link.id());
    return answer(LinkJson.ofLink(link, Optional.of(session), now));
  }

  /**
   * Replaces a link: 200 with it, 401 without a login, 403 when the author is another or the link
   * is over, 404 when there is none or it is another's, 422 for what a link may not be. An admin
   * edits every link, and may name any author.
   */
  @PUT
  @Path("/{id}")
  public Response edit(@PathParam("id") String id, InputStream body) throws IOException {
    Session session = sessions.require(headers);
    Instant now = now();
    LinkRequest request = LinkRequest.of(SmallBody.checkedObject(headers, body), now);
    if (!session.isAdmin() && !isAuthor(session, request)) {
      throw new Forbidden("author must be the e-mail address that you are logged in with");
    }
    if (!LinkFinder.isId(id)) {
      throw notFound();
    }
    Link link = edits.make(session.account(), () -> editor.edit(session, id, request, now));
    LOG.infof(
        "oonirun link edited account=%s link=%s revision=%d",
        session.account(), link.id(), link.revision());
    return answer(LinkJson.ofLink(link, Optional.of(session), now));
  }

  /**
   * Links with their latest revision, newest first by when they were made, then by their number.
   * Where there are more than one answer holds, the header {@code Link} leads to them.
   */
  @GET
  public Response list(@Context UriInfo uri) throws JsonProcessingException {
    LinkFilter filter = LinkFilter.of(uri.getQueryParameters());
    Optional<Session> session = sessions.find(headers);
    Instant now = now();
    LinkFinder.Page page =
        filter.isMine() && session.isEmpty()
            ? new LinkFinder.Page(List.of(), false)
            : finder.list(filter, session.map(Session::account).filter(a -> filter.isMine()), now);
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode links = answer.putArray("oonirun_links");
    page.links().forEach(link -> links.add(LinkJson.ofLink(link, session, now)));
    Response.ResponseBuilder response = response(answer);
    if (page.hasMore()) {
      String next = "/api/v2/oonirun/links" + filter.next(links.size());
      response.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
    }
    return response.build();
  }

  /** The latest revision of a link, or 404. */
  @GET
  @Path("/{id}")
  public Response latest(@PathParam("id") String id) throws JsonProcessingException {
    return revision(id, OptionalInt.empty());
  }

  /** One revision of a link, or 404; 422 when the revision is neither a number nor latest. */
  @GET
  @Path("/{id}/full-descriptor/{revision}")
  public Response fullDescriptor(@PathParam("id") String id, @PathParam("revision") String revision)
      throws JsonProcessingException {
    return revision(id, RevisionNumber.of(revision));
  }

  /** Numbers of the revisions of a link, newest first, or 404. */
  @GET
  @Path("/{id}/revisions")
  public Response revisions(@PathParam("id") String id) throws JsonProcessingException {
    List<Integer> numbers = finder.revisions(id);
    if (numbers.isEmpty()) {
      throw notFound();
    }
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode revisions = answer.putArray("revisions");
    numbers.forEach(number -> revisions.add(number.toString()));
    return answer(answer);
  }

  /**
   * What a probe is to run, with the inputs that are made for it: 200, 404 when there is no such
   * link or revision, 422 for what a probe may not say.
   */
  @POST
  @Path("/{id}/engine-descriptor/{revision}")
  public Response engineDescriptor(
      @PathParam("id") String id, @PathParam("revision") String revision, InputStream body)
      throws IOException {
    OptionalInt number = RevisionNumber.of(revision);
    EngineRequest.checkSoftware(headers);
    EngineRequest probe = EngineRequest.of(SmallBody.checkedObject(headers, body));
    Link link = finder.find(id, number).orElseThrow(OoniRunLinksResource::notFound);
    ArrayNode nettests = Nettests.parse(link.nettests());
    targets.fill(nettests, probe);
    return answer(LinkJson.ofEngine(link, nettests));
  }

  private Response revision(String id, OptionalInt number) throws JsonProcessingException {
    Optional<Session> session = sessions.find(headers);
    Link link = finder.find(id, number).orElseThrow(OoniRunLinksResource::notFound);
    return answer(LinkJson.ofRevision(link, session, now()));
  }

  private static boolean isAuthor(Session session, LinkRequest request) {
    return request.texts().author().toLowerCase(Locale.ROOT).equals(session.email());
  }

  private static NotFound notFound() {
    return new NotFound("OONI Run link not found");
  }

  /** All times of links are whole seconds. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static Response answer(JsonNode answer) throws JsonProcessingException {
    return response(answer).build();
  }

  private static Response.ResponseBuilder response(JsonNode answer) throws JsonProcessingException {
    return Response.ok(JSON.writeValueAsString(answer))
        .header(HttpHeaders.CACHE_CONTROL, "no-cache");
  }
}
