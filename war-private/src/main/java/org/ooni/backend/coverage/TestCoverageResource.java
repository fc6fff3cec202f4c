// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.coverage;

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
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ooni.backend.answer.JsonAnswer;
import org.ooni.backend.nettest.TestGroup;
import org.ooni.backend.pageparameters.PageParameters;
import org.ooni.backend.place.CountryCode;

/**
 * Networks and measurements of a country on each day of about a month (measurement API, section 7).
 * Days without any are there with nought.
 */
@Path("/test_coverage")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class TestCoverageResource {

  private static final int DAYS = 30;
  private static final int FIRST_DAY_OF_NETWORKS = 31;
  private static final int FIRST_DAY_OF_TESTS = 32;

  @Inject CountryCoverage coverage;
  @Inject Clock clock;
  @Context UriInfo uri;

  /** Different networks of a day. */
  public record Networks(String test_day, long count) {}

  /** Measurements of a group of nettests on a day. */
  public record Measurements(String test_day, String test_group, long count) {}

  /** Both, by day; measurements by the name of the group first. */
  public record Coverage(List<Networks> network_coverage, List<Measurements> test_coverage) {}

  /** Answers 200; {@code test_groups}, separated by commas, chooses whose networks are counted. */
  @GET
  public Response coverage() {
    PageParameters parameters = new PageParameters(uri);
    CountryCode country = parameters.country();
    Optional<List<String>> tests =
        parameters.text("test_groups").map(TestCoverageResource::testsOfGroups);
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return JsonAnswer.cacheable(
        new Coverage(
            networks(country, today.minusDays(FIRST_DAY_OF_NETWORKS), tests),
            measurements(country, today.minusDays(FIRST_DAY_OF_TESTS))),
        Duration.ofHours(1));
  }

  /** Unknown groups have none. */
  private static List<String> testsOfGroups(String names) {
    return Arrays.stream(names.split(","))
        .map(TestGroup::named)
        .flatMap(Optional::stream)
        .flatMap(group -> group.tests().stream())
        .distinct()
        .toList();
  }

  private List<Networks> networks(
      CountryCode country, LocalDate first, Optional<List<String>> tests) {
    Map<LocalDate, Long> counts = coverage.networks(country, first, DAYS, tests);
    return days(first).stream()
        .map(day -> new Networks(day.toString(), counts.getOrDefault(day, 0L)))
        .toList();
  }

  private List<Measurements> measurements(CountryCode country, LocalDate first) {
    Map<CountryCoverage.Cell, Long> counts = coverage.measurements(country, first, DAYS);
    List<Measurements> measurements = new ArrayList<>();
    for (TestGroup group : byName()) {
      for (LocalDate day : days(first)) {
        long count = counts.getOrDefault(new CountryCoverage.Cell(day, group), 0L);
        measurements.add(new Measurements(day.toString(), group.label(), count));
      }
    }
    return measurements;
  }

  private static List<TestGroup> byName() {
    return Arrays.stream(TestGroup.values())
        .sorted(Comparator.comparing(TestGroup::label))
        .toList();
  }

  private static List<LocalDate> days(LocalDate first) {
    return first.datesUntil(first.plusDays(DAYS)).toList();
  }
}
