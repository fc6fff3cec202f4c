// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.queries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {

  @ParameterizedTest
  @CsvSource({
    "2024-01-10, 2024-01-10T00:00:00Z",
    "2024-01-10T02:05, 2024-01-10T02:05:00Z",
    "2024-01-10 02:05:00.123456, 2024-01-10T02:05:00.123456Z",
    "2024-01-10t02:05:00.5z, 2024-01-10T02:05:00.5Z",
    "2024-01-10T02:05:00+02:00, 2024-01-10T00:05:00Z",
    "2024-01-10T02:05:00+0200, 2024-01-10T00:05:00Z",
    "2024-01-10T02:05:00-02, 2024-01-10T04:05:00Z",
    "' 2024-01-10T02:05:00Z ', 2024-01-10T02:05:00Z",
    "0001-01-01, 0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59, 9999-12-31T23:59:59Z"
  })
  void aTimeIsInUtcUnlessItHasAZone(String text, Instant time) {
    assertEquals(time, IsoTime.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-10T02:05:00 02:00, 2024-01-10T00:05:00Z",
    "2024-01-10 02:05:00 0200, 2024-01-10T00:05:00Z"
  })
  void aPlusSignThatWasNotEscapedInAQueryIsOne(String text, Instant time) {
    assertEquals(time, IsoTime.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "undefined",
        "2024-1-9",
        "2024-02-30",
        "2024-13-01",
        "0000-01-01",
        "+10000-01-01",
        "-0001-01-01",
        "2024-01-10T",
        "2024-01-10T24:00:00",
        "2024-01-10T00:00:00+99:99",
        "2024-01-10T00:00:00Z and more"
      })
  void whatIsNoTimeIsRefused(String text) {
    assertThrows(DateTimeException.class, () -> IsoTime.parse(text));
  }
}
