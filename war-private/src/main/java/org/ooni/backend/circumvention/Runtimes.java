// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.circumvention;

import java.time.LocalDate;

/**
 * How long a nettest took in a country on a day.
 *
 * @param median seconds
 * @param p90 seconds that nine of ten do not exceed
 * @param count measurements that say how long they took
 */
record Runtimes(
    LocalDate day, String testName, String country, double median, double p90, long count) {}
