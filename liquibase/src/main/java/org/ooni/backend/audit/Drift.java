// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How a database differs from the one that the changelog makes.
 *
 * @param missing lines of the reference that the database has not
 * @param unexpected lines of the database that the reference has not
 */
record Drift(List<String> missing, List<String> unexpected) {

  /** A month that the server has had made in time, by {@code fastpath_partition_add}. */
  private static final Pattern MONTH =
      Pattern.compile(
          "partition fastpath fastpath_m(\\d{4})(\\d\\d) of ooni_owner by FOR VALUES"
              + " FROM \\('\\1-\\2-01 00:00:00\\+00'\\) TO \\('\\d{4}-\\d\\d-01 00:00:00\\+00'\\)");

  static Drift between(List<String> reference, List<String> found) {
    TreeSet<String> missing = new TreeSet<>(reference);
    found.forEach(missing::remove);
    TreeSet<String> unexpected = new TreeSet<>(found);
    reference.forEach(unexpected::remove);
    String last = reference.stream().filter(Drift::isMonth).reduce("", (a, b) -> b);
    unexpected.removeIf(line -> isMonth(line) && line.compareTo(last) > 0);
    return new Drift(List.copyOf(missing), List.copyOf(unexpected));
  }

  private static boolean isMonth(String line) {
    return MONTH.matcher(line).matches();
  }

  int size() {
    return missing.size() + unexpected.size();
  }

  /** For people, one line for each difference and one with their number. */
  String report() {
    StringBuilder report = new StringBuilder();
    missing.forEach(line -> report.append("missing     ").append(line).append('\n'));
    unexpected.forEach(line -> report.append("unexpected  ").append(line).append('\n'));
    return report.append("differences: ").append(size()).append('\n').toString();
  }
}
