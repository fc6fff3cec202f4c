// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.findings;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.ooni.backend.problem.BadRequest;
import org.ooni.backend.problem.Forbidden;
import org.ooni.backend.problem.NotFound;
import org.ooni.backend.requestbody.SmallBody;
import org.ooni.backend.session.Session;
import org.ooni.backend.session.Sessions;

/** Findings under the name that clients know: incidents (measurement API 6). */
@Path("/api/v1/incidents")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class IncidentsResource {

  private static final Logger LOG = Logger.getLogger(IncidentsResource.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Inject FindingShelf shelf;
  @Inject FindingTable table;
  @Inject Sessions sessions;
  @Inject Clock clock;
  @Context HttpHeaders headers;

  @Inject
  @ConfigProperty(name = "COLLECTOR_ID")
  String collectorId;

  /** Findings without their texts. */
  record Incidents(List<ShownFinding> incidents) {}

  /** A finding. */
  record Incident(ShownFinding incident) {}

  /**
   * That something was changed.
   *
   * @param r always 1
   */
  record Changed(int r, String id) {}

  /**
   * Answers 200 with the findings that the caller may see, the latest incident first.
   *
   * @param themes any of these; the same holds for the other lists
   * @param onlyMine only those of the caller's own; none for somebody who is not logged in
   */
  @GET
  @Path("/search")
  public Response search(
      @QueryParam("theme") List<String> themes,
      @QueryParam("country_code") List<String> countryCodes,
      @QueryParam("asn") List<String> asns,
      @QueryParam("domain") List<String> domains,
      @QueryParam("only_mine") String onlyMine) {
    Optional<Session> reader = sessions.find(headers);
    boolean mine = FindingSearch.flag("only_mine", onlyMine);
    if (mine && reader.isEmpty()) {
      return ok(new Incidents(List.of()));
    }
    FindingSearch search =
        FindingSearch.of(
            themes,
            countryCodes,
            asns,
            domains,
            mine ? reader.map(session -> session.account().text()) : Optional.empty());
    return ok(new Incidents(shelf.search(search, reader)));
  }

  /** Answers 200 with a finding, by its id or its slug; 404 when the caller cannot see one. */
  @GET
  @Path("/show/{id}")
  public Response show(@PathParam("id") String id) {
    return shelf
        .show(id.replace("\0", ""), sessions.find(headers))
        .map(finding -> ok(new Incident(finding)))
        .orElseThrow(() -> new NotFound("OONI Finding not found"));
  }

  /**
   * Adds a finding, as a draft or for everybody; for admins. Answers 200 with its id. Clients that
   * write numbers for true and false publish by a request of its own.
   */
  @POST
  @Path("/create")
  public Response create(InputStream body) throws IOException {
    Session admin = sessions.requireAdmin(headers);
    FindingBody request = new FindingBody(read(body));
    Finding finding = request.finding();
    if (!finding.emailAddress().equalsIgnoreCase(admin.email())) {
      throw new BadRequest("Invalid email address for creator account");
    }
    if (finding.published() && request.isNumber("published")) {
      throw new BadRequest("Invalid publish parameter on create request");
    }
    String id = newId();
    String slug =
        finding.slug().orElseGet(() -> table.free(Slug.of(clock.instant(), finding.title()), id));
    table.insert(id, finding, slug, admin.account().text(), clock.instant());
    LOG.infof("finding created id=%s account=%s", id, admin.account());
    return ok(new Changed(1, id));
  }

  /**
   * Replaces what a finding says; for admins, and for who wrote it as long as it is a draft. With
   * the {@code update_time} that was read, nobody else's change is overwritten: 409.
   */
  @POST
  @Path("/update")
  public Response update(InputStream body) throws IOException {
    Session writer = sessions.require(headers);
    FindingBody request = new FindingBody(read(body));
    String id = request.id();
    Finding finding = request.finding();
    if (!writer.isAdmin()) {
      requireOwnAddress(finding.emailAddress(), writer);
      if (finding.published()) {
        throw new Forbidden("You are not allowed to publish");
      }
    }
    table.update(id, finding, writer, clock.instant());
    LOG.infof("finding updated id=%s account=%s", id, writer.account());
    return ok(new Changed(1, id));
  }

  /** Takes a finding away; for admins, and for who wrote it. Answers 200 with nothing. */
  @POST
  @Path("/delete")
  public Response delete(InputStream body) throws IOException {
    Session writer = sessions.require(headers);
    FindingBody request = new FindingBody(read(body));
    String id = request.id();
    if (!writer.isAdmin()) {
      requireOwnAddress(request.emailAddress(), writer);
    }
    table.delete(id, writer);
    LOG.infof("finding deleted id=%s account=%s", id, writer.account());
    return ok(Map.of());
  }

  /**
   * Shows a finding to everybody, or takes it back; for admins.
   *
   * @param action publish or unpublish
   */
  @POST
  @Path("/{action}")
  public Response publish(@PathParam("action") String action, InputStream body) throws IOException {
    Session admin = sessions.requireAdmin(headers);
    boolean published =
        switch (action) {
          case "publish" -> true;
          case "unpublish" -> false;
          default -> throw new BadRequest("Invalid query action");
        };
    String id = new FindingBody(read(body)).id();
    table.publish(id, published, clock.instant());
    LOG.infof("finding %sed id=%s account=%s", action, id, admin.account());
    return ok(new Changed(1, id));
  }

  private ObjectNode read(InputStream body) throws IOException {
    return SmallBody.object(headers, body);
  }

  private static void requireOwnAddress(String address, Session writer) {
    if (!address.equalsIgnoreCase(writer.email())) {
      throw new Forbidden("The email address is not the one of your account");
    }
  }

  /** Digits that end in the collector's, so that two collectors never give the same. */
  private String newId() {
    long random = ThreadLocalRandom.current().nextLong(1L << 32);
    return Long.toString(random * 100 + collectorNumber().orElse(0));
  }

  private OptionalInt collectorNumber() {
    return collectorId.matches("[0-9]{1,2}")
        ? OptionalInt.of(Integer.parseInt(collectorId))
        : OptionalInt.empty();
  }

  private static Response ok(Object entity) {
    try {
      return Response.ok(JSON.writeValueAsString(entity))
          .header(HttpHeaders.CACHE_CONTROL, "no-cache")
          .build();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a finding is made of texts, numbers and lists only", e);
    }
  }
}
