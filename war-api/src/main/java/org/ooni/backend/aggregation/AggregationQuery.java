// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A question for counts, all values checked (measurement API 4.1). An empty list means any value.
 *
 * @param category only inputs that the global list, or a list of the countries asked for, has in
 *     this category
 * @param probeAsns without the prefix AS
 * @param runLinks ids of OONI Run links
 * @param since first day in UTC
 * @param until the day after the last
 * @param axes none, one or two different ones
 * @param grain of the axis of time, without meaning when there is none
 */
record AggregationQuery(
    Optional<String> input,
    List<String> domains,
    Optional<String> category,
    List<String> probeCcs,
    List<Long> probeAsns,
    List<String> testNames,
    List<BigInteger> runLinks,
    LocalDate since,
    LocalDate until,
    List<Axis> axes,
    TimeGrain grain) {

  private static final String GLOBAL_LIST = "ZZ";

  /** Whether the answer depends on this property of measurements, as a filter or as an axis. */
  boolean needs(Axis property) {
    return axes.contains(property) || isFiltered(property);
  }

  /** Whether only some values of a property are asked for. */
  boolean isFiltered(Axis property) {
    return switch (property) {
      case INPUT -> input.isPresent();
      case DOMAIN -> !domains.isEmpty();
      case CATEGORY_CODE -> category.isPresent();
      case PROBE_CC -> !probeCcs.isEmpty();
      case PROBE_ASN -> !probeAsns.isEmpty();
      case TEST_NAME -> !testNames.isEmpty();
      case MEASUREMENT_START_DAY -> true;
      case BLOCKING_TYPE -> false;
    };
  }

  /**
   * The test lists that a filter by category looks at: the global one and those of the countries
   * asked for (measurement API 4.2).
   */
  List<String> lists() {
    Stream<String> own = probeCcs.stream().map(code -> code.toLowerCase(Locale.ROOT));
    return Stream.concat(Stream.of(GLOBAL_LIST), own).toList();
  }

  /** Whether hours are told apart. */
  boolean isHourly() {
    return axes.contains(Axis.MEASUREMENT_START_DAY) && grain == TimeGrain.HOUR;
  }
}
