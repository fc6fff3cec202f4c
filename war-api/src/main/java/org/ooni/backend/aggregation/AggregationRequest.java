// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigInteger;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.ooni.backend.problem.BadRequest;
import org.ooni.backend.problem.Unprocessable;
import org.ooni.backend.queries.Parameters;

/** Makes an {@link AggregationQuery} of the parameters of a request (measurement API 4.1, 4.2). */
final class AggregationRequest {

  private static final int DEFAULT_DAYS = 180;

  private final Parameters parameters;
  private final Clock clock;

  AggregationRequest(MultivaluedMap<String, String> parameters, Clock clock) {
    this.parameters = new Parameters(parameters);
    this.clock = clock;
  }

  AggregationQuery query() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    LocalDate since = parameters.date("since").orElse(today.minusDays(DEFAULT_DAYS));
    // until now, and a day is counted as a whole
    LocalDate until = parameters.date("until").orElse(today.plusDays(1));
    List<Axis> axes = axes();
    return new AggregationQuery(
        parameters.text("input", 3),
        parameters.text("domain", 3).map(text -> parameters.list("domain")).orElse(List.of()),
        matching("category_code", "[A-Z]+"),
        countries(),
        parameters.networks("probe_asn"),
        matching("test_name", "[a-z0-9_,]+")
            .map(text -> parameters.list("test_name"))
            .orElse(List.of()),
        runLinks(),
        since,
        until,
        axes,
        grain(since, until, axes.contains(Axis.MEASUREMENT_START_DAY)));
  }

  /** Whether the same is asked for on both axes. */
  boolean repeatsAxis() {
    List<Axis> axes = axes();
    return axes.size() == 2 && axes.get(0) == axes.get(1);
  }

  boolean isForCsv() {
    return switch (parameters.text("format").orElse("json").toLowerCase(Locale.ROOT)) {
      case "json" -> false;
      case "csv" -> true;
      default -> throw new BadRequest("Choose format between JSON and CSV");
    };
  }

  boolean isForDownload() {
    return parameters.flag("download").orElse(false);
  }

  private List<Axis> axes() {
    return Stream.of("axis_x", "axis_y")
        .flatMap(name -> parameters.text(name).stream())
        .map(Axis::named)
        .toList();
  }

  private Optional<String> matching(String name, String pattern) {
    Optional<String> value = parameters.text(name);
    if (value.isPresent() && !value.get().matches(pattern)) {
      throw new Unprocessable(name, "must match " + pattern);
    }
    return value;
  }

  private List<String> countries() {
    return parameters
        .text("probe_cc", 2)
        .map(text -> parameters.countries("probe_cc"))
        .orElse(List.of());
  }

  private List<BigInteger> runLinks() {
    List<String> ids = parameters.list("ooni_run_link_id");
    if (!ids.stream().allMatch(id -> id.matches("[0-9]{1,20}"))) {
      throw new Unprocessable("ooni_run_link_id", "must be numbers of up to 20 digits");
    }
    return ids.stream().map(BigInteger::new).toList();
  }

  private TimeGrain grain(LocalDate since, LocalDate until, boolean onAxis) {
    long days = ChronoUnit.DAYS.between(since, until);
    if (days < 0 || (onAxis && days == 0)) {
      throw new BadRequest("Invalid since and until values");
    }
    String name = parameters.text("time_grain").orElse("auto");
    if (onAxis) {
      return TimeGrain.of(name, days);
    }
    TimeGrain.check(name);
    return TimeGrain.DAY;
  }
}
