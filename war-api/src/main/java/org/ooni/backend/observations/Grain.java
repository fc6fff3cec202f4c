// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.observations;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ooni.backend.problem.Unprocessable;
import org.ooni.backend.queries.Parameters;

/** Length of the pieces that time is cut into, in UTC. */
enum Grain {
  HOUR,
  DAY,
  /** From Sunday on. */
  WEEK,
  MONTH,
  YEAR;

  /**
   * The parameter {@code time_grain}; a day for {@code auto} and when it is absent.
   *
   * @throws Unprocessable when it is none of them
   */
  static Grain of(Parameters parameters) {
    String name = parameters.text("time_grain").orElse("auto").toUpperCase(Locale.ROOT);
    if (name.equals("AUTO")) {
      return DAY;
    }
    return Arrays.stream(values())
        .filter(grain -> grain.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new Unprocessable(
                    "time_grain",
                    "must be one of auto, "
                        + Arrays.stream(values())
                            .map(grain -> grain.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "))));
  }

  /** SQL for the start of the piece that the start of the measurement lies in, without a zone. */
  String sql() {
    String time = "measurement_start_time at time zone 'UTC'";
    return this == WEEK
        ? "date_trunc('week', " + time + " + interval '1 day') - interval '1 day'"
        : "date_trunc('" + name().toLowerCase(Locale.ROOT) + "', " + time + ")";
  }
}
