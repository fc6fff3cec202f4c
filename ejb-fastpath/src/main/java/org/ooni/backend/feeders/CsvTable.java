// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feeders;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ooni.backend.fingerprint.CsvRecords;

/** A CSV file in UTF-8 whose first line names the columns. */
final class CsvTable {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Map<String, Integer> columns = new HashMap<>();
  private final List<List<String>> rows = new ArrayList<>();

  private CsvTable() {}

  /**
   * Reads a file.
   *
   * @param needed columns that must be there
   * @param most rows that are read
   * @throws FeedRefused when a column is missing or there are more rows
   */
  static CsvTable read(byte[] file, List<String> needed, long most) throws FeedRefused {
    String text = new String(file, StandardCharsets.UTF_8);
    CsvTable table = new CsvTable();
    try {
      CsvRecords records =
          new CsvRecords(
              new StringReader(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text));
      List<String> header = records.next().orElse(List.of());
      for (int i = 0; i < header.size(); i++) {
        table.columns.put(header.get(i).strip(), i);
      }
      if (!table.columns.keySet().containsAll(needed)) {
        throw new FeedRefused(FeedRefused.Reason.COLUMNS);
      }
      Optional<List<String>> row = records.next();
      while (row.isPresent()) {
        if (table.rows.size() >= most) {
          throw new FeedRefused(FeedRefused.Reason.TOO_MANY_ROWS);
        }
        table.rows.add(row.get());
        row = records.next();
      }
      return table;
    } catch (IOException e) {
      throw new FeedRefused(FeedRefused.Reason.DAMAGED, e);
    }
  }

  int size() {
    return rows.size();
  }

  /** A field of a row; empty when the row or the table does not have it. */
  String get(int row, String column) {
    int index = columns.getOrDefault(column, Integer.MAX_VALUE);
    List<String> fields = rows.get(row);
    return index < fields.size() ? fields.get(index) : "";
  }
}
