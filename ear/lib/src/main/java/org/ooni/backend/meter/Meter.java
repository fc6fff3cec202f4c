// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.meter;

/**
 * A number with a name.
 *
 * @param name as Prometheus shows it
 * @param help what it tells, in a few words
 * @param label by which it is told apart
 * @param kind how it moves
 */
public record Meter(String name, String help, String label, Kind kind) {

  /** How a number moves. */
  public enum Kind {
    /** It only grows, from 0 at the start. */
    COUNTER,
    /** It goes up and down. */
    GAUGE
  }

  /** One that only grows. */
  public static Meter counter(String name, String help, String label) {
    return new Meter(name, help, label, Kind.COUNTER);
  }

  /** One that goes up and down. */
  public static Meter gauge(String name, String help, String label) {
    return new Meter(name, help, label, Kind.GAUGE);
  }
}
