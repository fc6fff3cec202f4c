// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.prioritisation;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;

/** The weeks in which measurements are counted: from Sunday to Saturday, in UTC. */
public final class CountingWeek {

  private CountingWeek() {}

  /** The Sunday that the week of this time begins with. */
  public static LocalDate of(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC)
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
  }
}
