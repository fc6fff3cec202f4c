// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.circumvention;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Runtimes of every nettest in every country on every day that is met, measured or not. */
final class RuntimeCube {

  /**
   * One of them.
   *
   * @param v median, p90 and count; empty when nothing was measured
   */
  record Point(String test_name, String probe_cc, String date, List<Number> v) {}

  private record Place(String testName, String country, LocalDate day) {}

  private RuntimeCube() {}

  /** By nettest, then country, then day. */
  static List<Point> of(List<Runtimes> measured) {
    Map<Place, List<Number>> values = new HashMap<>();
    SortedSet<String> tests = new TreeSet<>();
    SortedSet<String> countries = new TreeSet<>();
    SortedSet<LocalDate> days = new TreeSet<>();
    for (Runtimes runtimes : measured) {
      tests.add(runtimes.testName());
      countries.add(runtimes.country());
      days.add(runtimes.day());
      values.put(
          new Place(runtimes.testName(), runtimes.country(), runtimes.day()),
          List.of(runtimes.median(), runtimes.p90(), runtimes.count()));
    }
    List<Point> points = new ArrayList<>(tests.size() * countries.size() * days.size());
    for (String test : tests) {
      for (String country : countries) {
        for (LocalDate day : days) {
          List<Number> value = values.getOrDefault(new Place(test, country, day), List.of());
          points.add(new Point(test, country, day.toString(), value));
        }
      }
    }
    return points;
  }
}
