// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The answer as a table: RFC 4180, columns sorted by name, nothing at all when there is no group
 * (measurement API 4.3). Probes decide what an input is, and people open such files with a
 * spreadsheet: a text that one would take for a formula gets an apostrophe in front.
 */
final class CsvAnswer implements Answer {

  private static final String LINE_END = "\r\n";
  private static final String STARTS_OF_FORMULAS = "=+-@\t\r";

  private final List<Cell> line;
  private final OutputStream out;
  private boolean empty = true;

  /** One column. */
  private record Cell(String name, Function<Group, String> text) {}

  CsvAnswer(List<Axis> axes, OutputStream out) {
    this.out = out;
    Stream<Cell> counts =
        Stream.of(
            new Cell("anomaly_count", group -> Long.toString(group.anomalies())),
            new Cell("confirmed_count", group -> Long.toString(group.confirmed())),
            new Cell("failure_count", group -> Long.toString(group.failures())),
            new Cell("measurement_count", group -> Long.toString(group.measurements())),
            new Cell("ok_count", group -> Long.toString(group.ok())));
    Stream<Cell> keys =
        IntStream.range(0, axes.size())
            .mapToObj(
                i -> new Cell(axes.get(i).key(), group -> cell(group.keys().get(i).toString())));
    line = Stream.concat(counts, keys).sorted(Comparator.comparing(Cell::name)).toList();
  }

  @Override
  public void add(Group group) throws IOException {
    if (empty) {
      writeLine(Cell::name);
      empty = false;
    }
    writeLine(cell -> cell.text().apply(group));
  }

  @Override
  public void endGroups() {
    // each line is written when it comes
  }

  @Override
  public void end(int groups, Duration elapsed) {
    // a table has no place for statistics
  }

  private void writeLine(Function<Cell, String> textOf) throws IOException {
    String cells = line.stream().map(textOf).collect(Collectors.joining(",", "", LINE_END));
    out.write(cells.getBytes(StandardCharsets.UTF_8));
  }

  private static String cell(String text) {
    boolean formula = !text.isEmpty() && STARTS_OF_FORMULAS.indexOf(text.charAt(0)) >= 0;
    String harmless = formula ? "'" + text : text;
    boolean plain = harmless.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
  }
}
