// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.queries;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A line of a table as in RFC 4180. Probes decide what an input is, and people open such files with
 * a spreadsheet: a text that one would take for a formula gets an apostrophe in front.
 */
public final class CsvLine {

  private static final String END = "\r\n";
  private static final String STARTS_OF_FORMULAS = "=+-@\t\r";

  private CsvLine() {}

  /** With its end. */
  public static String of(List<String> cells) {
    return cells.stream().map(CsvLine::cell).collect(Collectors.joining(",", "", END));
  }

  private static String cell(String text) {
    boolean formula = !text.isEmpty() && STARTS_OF_FORMULAS.indexOf(text.charAt(0)) >= 0;
    String harmless = formula ? "'" + text : text;
    boolean plain = harmless.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
  }
}
