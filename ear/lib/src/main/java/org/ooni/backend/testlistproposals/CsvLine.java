// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.testlistproposals;

import java.util.ArrayList;
import java.util.List;

/**
 * A record of a CSV file (RFC 4180), with what stands in the file.
 *
 * @param written the record and its line end; the last may have none
 * @param fields without their quotes
 */
record CsvLine(String written, List<String> fields) {

  /** All records of a text, empty lines too. */
  static List<CsvLine> all(String text) {
    List<CsvLine> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      CsvLine line = at(text, start);
      lines.add(line);
      start += line.written().length();
    }
    return lines;
  }

  private static CsvLine at(String text, int start) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean fieldBegins = true;
    boolean quoted = false;
    int i = start;
    for (; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        boolean twice = c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"';
        i += twice ? 1 : 0;
        quoted = twice || c != '"';
        if (quoted) {
          field.append(c);
        }
      } else if (c == '"' && fieldBegins) {
        quoted = true;
      } else if (c == ',') {
        fields.add(field.toString());
        field.setLength(0);
      } else if (c == '\n' || c == '\r') {
        break;
      } else {
        field.append(c);
      }
      fieldBegins = !quoted && c == ',';
    }
    fields.add(field.toString());
    return new CsvLine(text.substring(start, afterLineEnd(text, i)), List.copyOf(fields));
  }

  private static int afterLineEnd(String text, int index) {
    if (index >= text.length()) {
      return text.length();
    }
    boolean both =
        text.charAt(index) == '\r' && index + 1 < text.length() && text.charAt(index + 1) == '\n';
    return index + (both ? 2 : 1);
  }
}
