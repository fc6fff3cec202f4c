// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import java.util.List;

/**
 * Counts of a group of measurements, disjoint (measurement API 2.2): failures come first, then
 * confirmed ones, then anomalies; the rest is ok.
 *
 * @param keys value of each axis: a text, or the number of a network
 * @param measurements all of them
 */
record Group(List<Object> keys, long measurements, long anomalies, long confirmed, long failures) {

  long ok() {
    return measurements - anomalies - confirmed - failures;
  }
}
