// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.websites;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.answer.JsonAnswer;
import org.ooni.backend.pageparameters.PageParameters;
import org.ooni.backend.problem.BadRequest;

/** Websites of a country in the 31 days before today (measurement API, section 7). */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class WebsitesResource {

  private static final int DAYS = 31;
  private static final int USUAL_LIMIT = 10;
  private static final int MOST = 1000;
  private static final int FARTHEST = 1_000_000;

  @Inject WebsiteCounts counts;
  @Inject Clock clock;
  @Context UriInfo uri;

  @Inject
  @ConfigProperty(name = "BASE_URL")
  String baseUrl;

  /** Measurements of a network, of all nettests. */
  public record Network(long count, long probe_asn) {}

  /** Measurements of a day; one may be anomaly, confirmed and failure at once. */
  public record Day(
      String test_day,
      long anomaly_count,
      long confirmed_count,
      long failure_count,
      long total_count) {}

  /** Measurements of an input; one may be anomaly, confirmed and failure at once. */
  public record Website(
      String input,
      long anomaly_count,
      long confirmed_count,
      long failure_count,
      long total_count) {}

  /** What was found. */
  public record Results(List<?> results) {}

  /**
   * Which part of it this is.
   *
   * @param next_url of the part after this one, null when there is none
   */
  public record Metadata(
      int offset, int limit, int current_page, long total_count, String next_url) {}

  /** A part of what was found. */
  public record Page(Metadata metadata, List<Website> results) {}

  /** Answers 200 with the networks of a country, the one with the most measurements first. */
  @GET
  @Path("/website_networks")
  public Response networks() {
    PageParameters parameters = new PageParameters(uri);
    List<Network> networks =
        counts.networks(parameters.country(), today().minusDays(DAYS), today());
    return JsonAnswer.cacheable(new Results(networks), Duration.ZERO);
  }

  /** Answers 200 with the days of one input, oldest first; days without any are left out. */
  @GET
  @Path("/website_stats")
  public Response days() {
    PageParameters parameters = new PageParameters(uri);
    Vantage vantage =
        new Vantage(parameters.country(), parameters.network(), today().minusDays(DAYS), today());
    List<Day> days = counts.days(vantage, parameters.text("input").orElse(""));
    return JsonAnswer.cacheable(new Results(days), Duration.ZERO);
  }

  /**
   * Answers 200 with the inputs of web_connectivity, those most often confirmed, then measured
   * most, first.
   */
  @GET
  @Path("/website_urls")
  public Response websites() {
    PageParameters parameters = new PageParameters(uri);
    int asked = parameters.number("limit", USUAL_LIMIT);
    int limit = asked <= 0 ? USUAL_LIMIT : asked;
    int offset = parameters.number("offset", 0);
    if (limit > MOST || offset < 0 || offset > FARTHEST) {
      throw new BadRequest("limit is at most %d, offset from 0 to %d".formatted(MOST, FARTHEST));
    }
    Vantage vantage =
        new Vantage(parameters.country(), parameters.network(), today().minusDays(DAYS), today());
    WebsiteCounts.Part part = counts.websites(vantage, limit, offset);
    String next = part.websites().size() < limit ? null : next(vantage, limit, offset + limit);
    int page = (offset + limit - 1) / limit + 1;
    return JsonAnswer.cacheable(
        new Page(new Metadata(offset, limit, page, part.total(), next), part.websites()),
        Duration.ofHours(1));
  }

  private String next(Vantage vantage, int limit, int offset) {
    return "%s/api/_/website_urls?limit=%d&offset=%d&probe_asn=%d&probe_cc=%s"
        .formatted(baseUrl, limit, offset, vantage.network().number(), vantage.country().code());
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
