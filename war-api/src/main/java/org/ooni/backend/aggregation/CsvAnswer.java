// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The answer as a table: RFC 4180, columns sorted by name, nothing at all when there is no group
 * (measurement API 4.3). Probes decide what an input is, and people open such files with a
 * spreadsheet: a text that one would take for a formula gets an apostrophe in front.
 */
final class CsvAnswer implements Answer {

  private static final String LINE_END = "\r\n";
  private static final String STARTS_OF_FORMULAS = "=+-@\t\r";

  private final List<Axis> axes;
  private final OutputStream out;
  private boolean empty = true;

  CsvAnswer(List<Axis> axes, OutputStream out) {
    this.axes = axes;
    this.out = out;
  }

  @Override
  public void add(Group group) throws IOException {
    Map<String, String> cells = new TreeMap<>();
    cells.put("anomaly_count", Long.toString(group.anomalies()));
    cells.put("confirmed_count", Long.toString(group.confirmed()));
    cells.put("failure_count", Long.toString(group.failures()));
    cells.put("measurement_count", Long.toString(group.measurements()));
    cells.put("ok_count", Long.toString(group.ok()));
    for (int i = 0; i < axes.size(); i++) {
      cells.put(axes.get(i).key(), cell(group.keys().get(i).toString()));
    }
    if (empty) {
      writeLine(List.copyOf(cells.keySet()));
      empty = false;
    }
    writeLine(new ArrayList<>(cells.values()));
  }

  @Override
  public void endGroups() {
    // each line is written when it comes
  }

  @Override
  public void end(int groups, Duration elapsed) {
    // a table has no place for statistics
  }

  private void writeLine(List<String> cells) throws IOException {
    out.write((String.join(",", cells) + LINE_END).getBytes(StandardCharsets.UTF_8));
  }

  private static String cell(String text) {
    boolean formula = !text.isEmpty() && STARTS_OF_FORMULAS.indexOf(text.charAt(0)) >= 0;
    String harmless = formula ? "'" + text : text;
    boolean plain = harmless.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
  }
}
