// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ooni.backend.problem.BadRequest;

/** How fine the axis of time is; all in UTC (measurement API 4.2). */
enum TimeGrain {
  HOUR("date_trunc('hour', %1$s)"),
  DAY("%1$s::date"),
  WEEK("%1$s::date - extract(dow from %1$s)::integer"),
  MONTH("date_trunc('month', %1$s::timestamp)::date"),
  YEAR("date_trunc('year', %1$s::timestamp)::date");

  private static final String AUTO = "auto";

  private final String start;

  TimeGrain(String start) {
    this.start = start;
  }

  /**
   * The grain of a request.
   *
   * @param name as the request says it; {@code auto} is the finest that is allowed
   * @param days length of the time asked for
   */
  static TimeGrain of(String name, long days) {
    List<TimeGrain> allowed = allowed(days);
    if (name.equals(AUTO)) {
      return allowed.get(0);
    }
    return allowed.stream()
        .filter(grain -> grain.text().equals(name))
        .findFirst()
        .orElseThrow(() -> refusal(allowed, " for the given time range"));
  }

  /** Refuses what is no grain at all. */
  static void check(String name) {
    List<TimeGrain> all = Arrays.asList(values());
    if (!name.equals(AUTO) && all.stream().noneMatch(grain -> grain.text().equals(name))) {
      throw refusal(all, "");
    }
  }

  /**
   * SQL of the first hour, day and so on that a time belongs to. Weeks start on Sunday.
   *
   * @param time SQL of a date, or of a timestamp without zone
   */
  String startOf(String time) {
    return start.formatted(time);
  }

  /** The largest unit that it does not split. */
  Stretch.Unit whole() {
    return switch (this) {
      case HOUR, DAY, WEEK -> Stretch.Unit.DAY;
      case MONTH -> Stretch.Unit.MONTH;
      case YEAR -> Stretch.Unit.YEAR;
    };
  }

  private static List<TimeGrain> allowed(long days) {
    if (days <= 7) {
      return List.of(HOUR, DAY);
    }
    if (days <= 30) {
      return List.of(DAY, WEEK);
    }
    return days <= 365 ? List.of(DAY, WEEK, MONTH) : List.of(DAY, WEEK, MONTH, YEAR);
  }

  private static BadRequest refusal(List<TimeGrain> allowed, String range) {
    String names = allowed.stream().map(TimeGrain::text).collect(Collectors.joining(", "));
    return new BadRequest("Choose time_grain between " + names + ", " + AUTO + range);
  }

  private String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
