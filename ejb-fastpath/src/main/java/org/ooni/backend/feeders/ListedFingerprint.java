// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feeders;

import java.util.Optional;
import java.util.stream.Stream;

/** A row of a list of fingerprints; the columns are those of the table. */
record ListedFingerprint(
    String name,
    String scope,
    String otherNames,
    String locationFound,
    String patternType,
    String pattern,
    short confidence,
    String expectedCountries,
    String source,
    String example,
    String notes) {

  /** Of a row; empty when it names nothing to look for. */
  static Optional<ListedFingerprint> of(CsvTable table, int row) {
    String confidence = table.get(row, "confidence_no_fp").strip();
    ListedFingerprint found =
        new ListedFingerprint(
            table.get(row, "name"),
            table.get(row, "scope"),
            table.get(row, "other_names"),
            table.get(row, "location_found"),
            table.get(row, "pattern_type"),
            table.get(row, "pattern"),
            confidence.matches("[0-9]{1,4}") ? Short.parseShort(confidence) : 0,
            table.get(row, "expected_countries"),
            table.get(row, "source"),
            table.get(row, "exp_url"),
            table.get(row, "notes"));
    return found.isUsable() ? Optional.of(found) : Optional.empty();
  }

  /** An empty pattern would be found in everything, and no text of the database holds a zero. */
  private boolean isUsable() {
    return !name.isBlank()
        && !pattern.isEmpty()
        && !patternType.isEmpty()
        && Stream.of(
                name,
                scope,
                otherNames,
                locationFound,
                patternType,
                pattern,
                expectedCountries,
                source,
                example,
                notes)
            .noneMatch(text -> text.indexOf('\0') >= 0);
  }
}
