// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.circumvention;

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
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.ooni.backend.answer.JsonAnswer;
import org.ooni.backend.answer.KeptAnswers;
import org.ooni.backend.pageparameters.PageParameters;

/** Tools against blocking in the last six months (measurement API, section 7). */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class CircumventionResource {

  /** The nettests that are counted, by name. */
  static final List<String> TESTS =
      List.of("psiphon", "riseupvpn", "stunreachability", "tor", "torsf");

  private static final Duration MAX_AGE = Duration.ofDays(1);
  private static final int MONTHS = 6;

  @Inject CircumventionCounts counts;
  @Inject RuntimeTable runtimes;
  @Inject VanillaTor vanillaTor;
  @Inject KeptAnswers kept;
  @Inject Clock clock;
  @Context UriInfo uri;
  @Context HttpHeaders headers;

  /** An answer with the version of its form. */
  public record Results(int v, List<?> results) {}

  /** Answers 200 with the measurements of each country, by code. */
  @GET
  @Path("/circumvention_stats_by_country")
  public Response countries() {
    return kept.answer(
        "circumvention_stats_by_country",
        headers,
        MAX_AGE,
        () -> new Results(0, counts.byCountry(firstDay(), dayAfterLast())));
  }

  /** Answers 200 with how long they took, on each day, in each country. */
  @GET
  @Path("/circumvention_runtime_stats")
  public Response runtimes() {
    return kept.answer(
        "circumvention_runtime_stats",
        headers,
        MAX_AGE,
        () -> {
          runtimes.bringUpToDate(firstDay(), dayAfterLast());
          return new Results(0, RuntimeCube.of(runtimes.all(firstDay(), dayAfterLast())));
        });
  }

  /** Answers 200 with the networks of a country that ran vanilla_tor. */
  @GET
  @Path("/vanilla_tor_stats")
  public Response vanillaTor() {
    PageParameters parameters = new PageParameters(uri);
    return JsonAnswer.cacheable(
        vanillaTor.of(parameters.country(), firstDay(), today().plusDays(1)), Duration.ZERO);
  }

  private LocalDate firstDay() {
    return today().minusMonths(MONTHS);
  }

  private LocalDate dayAfterLast() {
    return today().minusDays(1);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
