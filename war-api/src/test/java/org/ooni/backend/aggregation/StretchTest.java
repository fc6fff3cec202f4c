// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StretchTest {

  @ParameterizedTest
  @CsvSource({
    "2026-11-01, 2026-12-01, MONTH, month 2026-11-01 2026-12-01",
    "2026-10-27, 2026-11-27, YEAR, month 2026-11-01 2026-12-01; day 2026-10-27 2026-11-01;"
        + " -day 2026-11-27 2026-12-01",
    "2025-11-26, 2026-11-27, MONTH, month 2025-12-01 2026-12-01; day 2025-11-26 2025-12-01;"
        + " -day 2026-11-27 2026-12-01",
    "2025-11-26, 2026-11-27, YEAR, year 2026-01-01 2027-01-01; month 2025-12-01 2026-01-01;"
        + " day 2025-11-26 2025-12-01; -month 2026-12-01 2027-01-01; -day 2026-11-27 2026-12-01",
    "2024-02-03, 2026-01-01, YEAR, year 2024-01-01 2026-01-01; -month 2024-01-01 2024-02-01;"
        + " -day 2024-02-01 2024-02-03",
    "2026-01-03, 2026-03-04, YEAR, month 2026-01-01 2026-03-01; -day 2026-01-01 2026-01-03;"
        + " day 2026-03-01 2026-03-04",
    "2026-11-12, 2026-11-24, YEAR, day 2026-11-12 2026-11-24",
    "2026-11-20, 2026-12-10, YEAR, day 2026-11-20 2026-12-10",
    "2026-11-01, 2026-11-06, MONTH, day 2026-11-01 2026-11-06",
    "2026-11-01, 2026-12-01, DAY, day 2026-11-01 2026-12-01"
  })
  void fewCellsAddUpToTheDays(
      LocalDate since, LocalDate until, Stretch.Unit largest, String expected) {
    assertEquals(
        expected,
        Stretch.covering(since, until, largest).stream()
            .map(StretchTest::text)
            .collect(Collectors.joining("; ")));
  }

  @ParameterizedTest
  @EnumSource(Stretch.Unit.class)
  void everyDayCountsOnceAndNoOther(Stretch.Unit largest) {
    Random random = new Random(3);
    LocalDate begin = LocalDate.parse("2022-12-15");
    for (int i = 0; i < 2000; i++) {
      LocalDate since = begin.plusDays(random.nextInt(400));
      LocalDate until = since.plusDays(random.nextInt(random.nextBoolean() ? 1000 : 100));
      Map<LocalDate, Integer> counted = new HashMap<>();
      for (Stretch part : Stretch.covering(since, until, largest)) {
        int times = part.tooMuch() ? -1 : 1;
        part.first().datesUntil(part.end()).forEach(day -> counted.merge(day, times, Integer::sum));
        assertTrue(isWhole(part), part.toString());
      }
      counted.values().removeIf(times -> times == 0);
      assertEquals(
          since.datesUntil(until).collect(Collectors.toMap(day -> day, day -> 1)), counted);
    }
  }

  private static boolean isWhole(Stretch part) {
    return switch (part.unit()) {
      case DAY -> true;
      case MONTH -> part.first().getDayOfMonth() == 1 && part.end().getDayOfMonth() == 1;
      case YEAR -> part.first().getDayOfYear() == 1 && part.end().getDayOfYear() == 1;
    };
  }

  private static String text(Stretch part) {
    String sign = part.tooMuch() ? "-" : "";
    String unit = part.unit().name().toLowerCase(Locale.ROOT);
    return sign + unit + " " + part.first() + " " + part.end();
  }
}
