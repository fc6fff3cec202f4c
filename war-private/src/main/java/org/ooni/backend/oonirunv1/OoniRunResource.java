// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.oonirunv1;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.ooni.backend.problem.BadRequest;
import org.ooni.backend.problem.Unavailable;
import org.ooni.backend.ratelimit.Edits;
import org.ooni.backend.requestbody.SmallBody;
import org.ooni.backend.session.AccountId;
import org.ooni.backend.session.Session;
import org.ooni.backend.session.Sessions;

/** OONI Run links of the first version (probe services 11.2). */
@Path("/ooni_run")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class OoniRunResource {

  private static final Logger LOG = Logger.getLogger(OoniRunResource.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DRAWS = 10;
  private static final Pattern TIME =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,6})?Z");

  @Inject DescriptorTable table;
  @Inject DescriptorFinder finder;
  @Inject Edits edits;
  @Inject Sessions sessions;
  @Inject Clock clock;
  @Context HttpHeaders headers;

  @Inject
  @ConfigProperty(name = "COLLECTOR_ID")
  String collectorId;

  /**
   * Makes a link, or saves one anew when its id is given: 200 with the id, 400 for a descriptor
   * that is none and for a link that is not there or another's, 401 without a login.
   */
  @POST
  @Path("/create")
  public Response create(@QueryParam("ooni_run_link_id") String id, InputStream body)
      throws IOException {
    Session session = sessions.require(headers);
    Descriptor descriptor = Descriptor.of(SmallBody.object(headers, body));
    AccountId account = session.account();
    long saved = edits.make(account, () -> save(Optional.ofNullable(id), account, descriptor));
    LOG.infof("oonirun v1 link saved account=%s link=%d", account, saved);
    return answer(versioned().put("ooni_run_link_id", saved), "no-cache");
  }

  /**
   * Puts a link away with all its descriptors: 200, 400 when there is none, 401 without a login,
   * 403 when it is another's; an admin may.
   */
  @POST
  @Path("/archive/{id}")
  public Response archive(@PathParam("id") String id) throws JsonProcessingException {
    Session session = sessions.require(headers);
    long link = LinkId.of(id).orElseThrow(() -> new BadRequest("OONIRun descriptor not found"));
    edits.make(
        session.account(),
        () -> {
          table.archive(link, session);
          return link;
        });
    LOG.infof("oonirun v1 link archived account=%s link=%d", session.account(), link);
    return answer(versioned(), "no-cache");
  }

  /** A descriptor of a link, of a time or the latest: 200, or 400 when there is none. */
  @GET
  @Path("/fetch/{id}")
  public Response fetch(@PathParam("id") String id, @QueryParam("creation_time") String time)
      throws JsonProcessingException {
    ObjectNode descriptor =
        LinkId.of(id)
            .flatMap(link -> finder.find(link, time(time), reader()))
            .orElseThrow(() -> new BadRequest("oonirun descriptor not found"));
    return answer(descriptor, "max-age=3600");
  }

  /** Descriptors without what they have probes run, oldest first. */
  @GET
  @Path("/list")
  public Response list(
      @QueryParam("ooni_run_link_id") String ids,
      @QueryParam("only_latest") String onlyLatest,
      @QueryParam("include_archived") String includeArchived,
      @QueryParam("only_mine") String onlyMine)
      throws JsonProcessingException {
    ListFilter filter = ListFilter.of(ids, onlyLatest, includeArchived, onlyMine);
    Optional<AccountId> reader = reader();
    List<ObjectNode> descriptors =
        filter.onlyMine() && reader.isEmpty() ? List.of() : finder.list(filter, reader);
    ObjectNode answer = versioned();
    answer.putArray("descriptors").addAll(descriptors);
    return answer(answer, "no-cache");
  }

  private long save(Optional<String> id, AccountId account, Descriptor descriptor) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (id.isPresent()) {
      long link =
          LinkId.of(id.get()).orElseThrow(() -> new BadRequest("OONIRun descriptor not found"));
      table.replace(link, account, descriptor, now);
      return link;
    }
    for (int i = 0; i < DRAWS; i++) {
      long link = LinkId.draw(collectorId);
      if (table.add(link, account, descriptor, now)) {
        return link;
      }
    }
    throw new Unavailable(Duration.ofSeconds(1), "No free number was found");
  }

  private Optional<AccountId> reader() {
    return sessions.find(headers).map(Session::account);
  }

  private static Optional<Instant> time(String text) {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    if (!TIME.matcher(text).matches()) {
      throw badTime();
    }
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      throw badTime();
    }
  }

  private static BadRequest badTime() {
    return new BadRequest("creation_time must be a time such as 2023-06-02T12:33:43.123Z");
  }

  private static ObjectNode versioned() {
    return JSON.createObjectNode().put("v", 1);
  }

  private static Response answer(ObjectNode answer, String caching) throws JsonProcessingException {
    // whose it is depends on who asks
    return Response.ok(JSON.writeValueAsString(answer))
        .header(HttpHeaders.CACHE_CONTROL, caching)
        .header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION)
        .build();
  }
}
