// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.meter;

import java.util.List;

/**
 * A number with a name. The name ends with its unit: {@code _seconds}, {@code _bytes}, or what is
 * counted; that of a counter with {@code _total}.
 *
 * @param name as Prometheus shows it
 * @param help what it tells, in a few words
 * @param label by which it is told apart; empty when there is only one
 * @param kind how it moves
 * @param bounds upper bounds of a histogram, ascending; of others none
 */
public record Meter(String name, String help, String label, Kind kind, List<Double> bounds) {

  /** For what takes from half a millisecond to half a minute. */
  public static final List<Double> SECONDS =
      List.of(
          0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0);

  /** For what takes from a hundredth of a second to an hour. */
  public static final List<Double> LONG_SECONDS =
      List.of(0.01, 0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0, 1800.0, 3600.0);

  /** For how many are taken together. */
  public static final List<Double> COUNTS =
      List.of(1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0);

  /** How a number moves. */
  public enum Kind {
    /** It only grows, from 0 at the start. */
    COUNTER,
    /** It goes up and down. */
    GAUGE,
    /** Many numbers, counted by their size. */
    HISTOGRAM
  }

  /** Keeps a copy. */
  public Meter {
    bounds = List.copyOf(bounds);
  }

  /** One that only grows. */
  public static Meter counter(String name, String help, String label) {
    return new Meter(name, help, label, Kind.COUNTER, List.of());
  }

  /** One that goes up and down. */
  public static Meter gauge(String name, String help, String label) {
    return new Meter(name, help, label, Kind.GAUGE, List.of());
  }

  /** One that counts numbers by their size. */
  public static Meter histogram(String name, String help, String label, List<Double> bounds) {
    return new Meter(name, help, label, Kind.HISTOGRAM, bounds);
  }
}
