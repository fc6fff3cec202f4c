// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.repair;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/**
 * Hours in which measurements were received, UTC, {@code yyyyMMddHH}.
 *
 * @param first belongs to it
 * @param next does not
 */
public record RepairRange(String first, String next) {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
  private static final String MIDNIGHT = "00";

  /** All hours of some days, the last day included. */
  public static RepairRange ofDays(LocalDate first, LocalDate last) {
    return new RepairRange(first.format(DAY) + MIDNIGHT, last.plusDays(1).format(DAY) + MIDNIGHT);
  }
}
