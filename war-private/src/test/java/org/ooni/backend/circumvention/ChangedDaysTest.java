// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.circumvention;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangedDaysTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-20");

  @Test
  void neighboursThatAreMostlyNewAreReadTogether() {
    assertEquals(
        List.of(new ChangedDays(DAY.minusDays(2), DAY.plusDays(1), 300, 3000)),
        ChangedDays.together(List.of(day(0, 100, 1000), day(1, 100, 1000), day(2, 100, 1000))));
  }

  @Test
  void nobodyReadsTooMuchAtOnce() {
    List<ChangedDays> days = List.of(day(0, 100, 40_000), day(1, 100, 15_000), day(2, 100, 9));
    assertEquals(
        List.of(days.get(0), new ChangedDays(DAY.minusDays(2), DAY, 200, 15_009)),
        ChangedDays.together(days));
  }

  @Test
  void aDayWithFewChangesAndADayApartStandAlone() {
    List<ChangedDays> days = List.of(day(0, 100, 9), day(1, 59, 9), day(2, 59, 9), day(4, 100, 9));
    assertEquals(days, ChangedDays.together(days));
  }

  private static ChangedDays day(int ago, long cells, long measurements) {
    return ChangedDays.of(DAY.minusDays(ago), cells, measurements);
  }
}
