// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feeders;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.ooni.backend.place.ProbeAsn;

/** A row of the list of networks; the columns are those of the table. */
record ListedNetwork(Key key, String organisation, String country, String name, String source) {

  /**
   * A network since a day.
   *
   * @param changed since when it is so
   */
  record Key(ProbeAsn asn, LocalDate changed) {}

  /** Of a row; empty when its number or date are not of their form. */
  static Optional<ListedNetwork> of(CsvTable table, int row) {
    try {
      String date = table.get(row, "changed").strip();
      Key key =
          new Key(
              ProbeAsn.ofDigits(table.get(row, "asn").strip().replaceFirst("^AS", "")),
              date.length() == 8
                  ? LocalDate.parse(date, DateTimeFormatter.BASIC_ISO_DATE)
                  : LocalDate.parse(date));
      return Optional.of(
          new ListedNetwork(
              key,
              text(table.get(row, "org_name")),
              text(table.get(row, "cc")),
              text(table.get(row, "aut_name")),
              text(table.get(row, "source"))));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String text(String field) {
    return field.replace("\0", "");
  }
}
