// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.networks;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ooni.backend.answer.JsonAnswer;
import org.ooni.backend.answer.KeptAnswers;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.pageparameters.PageParameters;
import org.ooni.backend.problem.BadRequest;

/** All networks, and one (measurement API, section 7). */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class NetworksResource {

  private static final Duration MAX_AGE = Duration.ofHours(2);

  /** Longer than numbers in use: nobody has such a one, and Explorer's page of it says so. */
  private static final Pattern NUMBER = Pattern.compile("(?i:AS)?([0-9]{1,18})");

  private static final String NAME =
      """
      select org_name from asnmeta where asn = ? order by changed desc limit 1
      """;

  @Inject NetworkList list;
  @Inject KeptAnswers kept;
  @Inject ReadDatabase database;
  @Context UriInfo uri;
  @Context HttpHeaders headers;

  /** The organisation behind a network. */
  public record Network(String org_name) {}

  /** Part of an answer that comes in pages. */
  public record Metadata(
      int current_page, int limit, String next_url, int offset, int total_count) {}

  /** Speeds by network. */
  public record Speeds(Metadata metadata, List<Object> results) {}

  /** Answers 200 with all networks that measured, those with the most measurements first. */
  @GET
  @Path("/networks")
  public Response networks() {
    return kept.answer("networks", headers, MAX_AGE, list::networks);
  }

  /** Answers 200 with the name of the network {@code asn}, {@code Unknown} when it has none. */
  @GET
  @Path("/asnmeta")
  public Response name() {
    Matcher asn = NUMBER.matcher(new PageParameters(uri).required("asn"));
    if (!asn.matches()) {
      throw new BadRequest("missing asn");
    }
    String name = name(Long.parseLong(asn.group(1))).orElse("Unknown");
    return JsonAnswer.cacheable(new Network(name), MAX_AGE);
  }

  /** Answers 200 without any: the reference has never had them. */
  @GET
  @Path("/network_stats")
  public Response speeds() {
    new PageParameters(uri).country();
    Speeds none = new Speeds(new Metadata(1, 10, null, 0, 0), List.of());
    return JsonAnswer.cacheable(none, Duration.ofDays(1));
  }

  private Optional<String> name(long asn) {
    return database.ask(
        NAME,
        statement -> {
          statement.setLong(1, asn);
          try (ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
          }
        });
  }
}
