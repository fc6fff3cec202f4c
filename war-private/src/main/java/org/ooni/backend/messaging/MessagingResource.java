// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.messaging;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ooni.backend.answer.JsonAnswer;
import org.ooni.backend.nettest.TestGroup;
import org.ooni.backend.pageparameters.PageParameters;
import org.ooni.backend.place.CountryCode;
import org.ooni.backend.problem.BadRequest;

/** Instant messaging in the 31 days before today (measurement API, section 7). */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class MessagingResource {

  private static final Duration MAX_AGE = Duration.ofHours(1);
  private static final int DAYS = 31;

  @Inject MessagingCounts counts;
  @Inject Clock clock;
  @Context UriInfo uri;

  /**
   * A network.
   *
   * @param name always empty, as in the reference
   * @param last_tested day
   */
  public record Network(long asn, String name, long total_count, String last_tested) {}

  /**
   * The networks that measured an app; none is told to be blocking, as in the reference.
   *
   * @param last_tested day
   */
  public record App(
      List<Network> anomaly_networks, List<Network> ok_networks, String last_tested) {}

  /**
   * A day.
   *
   * @param anomaly_count always null, as in the reference
   */
  public record Day(String test_day, Long anomaly_count, long total_count) {}

  /** All days, oldest first. */
  public record Days(List<Day> results) {}

  /** Answers 200 with the apps that were measured, by name. */
  @GET
  @Path("/im_networks")
  public Response networks() {
    CountryCode country = new PageParameters(uri).country();
    Map<String, List<MessagingCounts.Network>> byApp = new LinkedHashMap<>();
    counts
        .networks(country, today().minusDays(DAYS), today())
        .forEach(
            network ->
                byApp.computeIfAbsent(network.testName(), name -> new ArrayList<>()).add(network));
    Map<String, App> apps = new LinkedHashMap<>();
    byApp.forEach((name, networks) -> apps.put(name, app(networks)));
    return JsonAnswer.cacheable(apps, MAX_AGE);
  }

  /** Answers 200 with the measurements of one app in a network by day, up to today's nought. */
  @GET
  @Path("/im_stats")
  public Response days() {
    PageParameters parameters = new PageParameters(uri);
    String app = parameters.text("test_name").orElse("");
    if (!TestGroup.IM.tests().contains(app)) {
      throw new BadRequest("invalid test_name");
    }
    LocalDate today = today();
    LocalDate first = today.minusDays(DAYS);
    Map<LocalDate, Long> totals =
        counts.days(parameters.country(), parameters.network(), app, first, today);
    List<Day> days =
        first
            .datesUntil(today.plusDays(1))
            .map(day -> new Day(day + "T00:00:00+00:00", null, totals.getOrDefault(day, 0L)))
            .toList();
    return JsonAnswer.cacheable(new Days(days), MAX_AGE);
  }

  private static App app(List<MessagingCounts.Network> networks) {
    List<Network> shown =
        networks.stream()
            .map(
                network ->
                    new Network(
                        network.asn(), "", network.total(), network.lastTested().toString()))
            .toList();
    LocalDate last =
        networks.stream()
            .map(MessagingCounts.Network::lastTested)
            .max(LocalDate::compareTo)
            .orElseThrow();
    return new App(List.of(), shown, last.toString());
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
