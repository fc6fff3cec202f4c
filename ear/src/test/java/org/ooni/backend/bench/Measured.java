// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bench;

import java.util.Locale;

/**
 * A load and the processor time that it took.
 *
 * @param server seconds of the server
 * @param database seconds of PostgreSQL
 */
record Measured(Load.Result result, double server, double database) {

  private static final double MILLISECONDS = 1e3;

  /** How many times the processor time of another load of the same run. */
  double ratio(Measured reference) {
    return millisPerAnswer() / reference.millisPerAnswer();
  }

  /** In one line, as a ratio to another load of the same run. */
  String line(String name, Measured reference) {
    return String.format(
        Locale.ROOT,
        "%-12s %8.0f/s  failures %d  p50 %6.1f ms  p99 %6.1f ms  CPU server %.3f ms database %.3f ms"
            + "  ratio %.2f",
        name,
        result.perSecond(),
        result.failures(),
        result.quantileMillis(0.5),
        result.quantileMillis(0.99),
        server * MILLISECONDS / result.answers(),
        database * MILLISECONDS / result.answers(),
        ratio(reference));
  }

  private double millisPerAnswer() {
    return (server + database) * MILLISECONDS / result.answers();
  }
}
