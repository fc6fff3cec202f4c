// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import jakarta.ws.rs.core.MultivaluedHashMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Parameters of a request. */
record Question(Map<String, String> parameters) {

  private static final List<String> AXES =
      List.of(
          "blocking_type",
          "category_code",
          "domain",
          "input",
          "measurement_start_day",
          "measurement_start_day",
          "probe_asn",
          "probe_cc",
          "test_name");

  private static final List<String> AXES_OF_PLACES =
      List.of("measurement_start_day", "probe_asn", "probe_asn", "probe_cc", "test_name");

  /** One that is allowed, with values that rows have. */
  static Question random(Random random, Recount rows) {
    Map<String, String> parameters = new LinkedHashMap<>();
    boolean months = random.nextInt(3) == 0;
    LocalDate since = months ? beforeTheFirstDay(random) : firstDay(random);
    int days =
        months
            ? (int) ChronoUnit.DAYS.between(since, Recount.FIRST_DAY) + random.nextInt(50)
            : List.of(1, 3, 7, 20, 60, 400).get(random.nextInt(6));
    parameters.put("since", since.toString());
    parameters.put("until", since.plusDays(days).toString());
    List<String> grains = grains(days);
    parameters.put("time_grain", grains.get(random.nextInt(grains.size())));
    maybe(random, 3, parameters, "probe_cc", several(random, rows.values(Msm::cc)));
    maybe(random, 5, parameters, "probe_asn", several(random, rows.values(Recount::network)));
    maybe(random, 4, parameters, "test_name", several(random, rows.values(Msm::test)));
    if (random.nextInt(4) == 0) {
      axes(random, parameters, AXES_OF_PLACES);
      return new Question(parameters);
    }
    axes(random, parameters, AXES);
    maybe(random, 6, parameters, "domain", several(random, rows.values(Msm::domain)));
    maybe(random, 9, parameters, "input", one(random, rows.values(Msm::input)));
    maybe(random, 4, parameters, "category_code", one(random, rows.categories()));
    maybe(random, 20, parameters, "ooni_run_link_id", "10042,7");
    return new Question(parameters);
  }

  List<String> axes() {
    return List.of("axis_x", "axis_y").stream()
        .filter(parameters::containsKey)
        .map(parameters::get)
        .toList();
  }

  LocalDate date(String name) {
    return LocalDate.parse(parameters.get(name));
  }

  /** The items of a list, or any that is offered when there is no list. */
  boolean allows(String name, String value) {
    return !parameters.containsKey(name) || items(name).contains(value);
  }

  List<String> items(String name) {
    return List.of(parameters.getOrDefault(name, "").split(","));
  }

  /** The grain that is meant. */
  String grain() {
    String grain = parameters.get("time_grain");
    long days = ChronoUnit.DAYS.between(date("since"), date("until"));
    return grain.equals("auto") ? (days <= 7 ? "hour" : "day") : grain;
  }

  String text() {
    return parameters.entrySet().stream()
        .map(
            parameter ->
                parameter.getKey()
                    + "="
                    + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  AggregationQuery query() {
    MultivaluedHashMap<String, String> values = new MultivaluedHashMap<>();
    parameters.forEach(values::add);
    return new AggregationRequest(values, Clock.fixed(CountingApi.NOW, ZoneOffset.UTC)).query();
  }

  /** By one to fourteen months, so that some, or years, are asked for as a whole. */
  private static LocalDate beforeTheFirstDay(Random random) {
    return Recount.FIRST_DAY.minusDays(28 + random.nextInt(400));
  }

  private static LocalDate firstDay(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> LocalDate.parse("1969-12-30");
      case 1 -> LocalDate.parse("2022-01-01");
      default -> Recount.FIRST_DAY.plusDays(random.nextInt(Recount.DAYS) - 2);
    };
  }

  private static List<String> grains(int days) {
    if (days <= 7) {
      return List.of("hour", "day", "auto");
    }
    if (days <= 30) {
      return List.of("day", "week", "auto");
    }
    return days <= 365
        ? List.of("day", "week", "month", "auto")
        : List.of("day", "week", "month", "year", "auto");
  }

  private static void axes(Random random, Map<String, String> parameters, List<String> names) {
    String x = one(random, names);
    String y = one(random, names);
    maybe(random, 1.3, parameters, "axis_x", x);
    if (!x.equals(y)) {
      maybe(random, 2, parameters, "axis_y", y);
    }
  }

  private static void maybe(
      Random random, double oneIn, Map<String, String> parameters, String name, String value) {
    if (random.nextDouble() * oneIn < 1 && !value.isEmpty()) {
      parameters.put(name, value);
    }
  }

  private static String one(Random random, List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static String several(Random random, List<String> values) {
    return IntStream.rangeClosed(0, random.nextInt(3))
        .mapToObj(i -> one(random, values))
        .filter(value -> !value.isEmpty())
        .collect(Collectors.joining(","));
  }
}
