// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * The medians as a table: how they grow with the rows, and whether they are what was promised.
 *
 * @param out where it is printed
 * @param stages numbers of rows
 */
record ReadTable(PrintStream out, long[] stages) {

  private static final double LIST_GROWTH = 2;
  private static final double CHART_GROWTH = 8;

  /** Prints it. */
  void print(List<Shape> shapes, Map<String, double[]> medians) {
    out.printf("%n| request | %s | growth | at most | column store |%n", heads());
    out.println("|---|" + "---|".repeat(stages.length + 3));
    for (Shape shape : shapes) {
      double[] millis = medians.get(shape.name());
      double last = millis[millis.length - 1];
      double growth = last / millis[0];
      boolean kept =
          last <= shape.target() && growth <= (shape.isList() ? LIST_GROWTH : CHART_GROWTH);
      out.printf(
          "| %s | %s | %.1f | %.0f ms%s | %s |%n",
          shape.name(),
          cells(millis),
          growth,
          shape.target(),
          kept ? "" : " **missed**",
          shape.columnStore() == 0 ? "" : "%.0f ms".formatted(shape.columnStore()));
    }
    double[] first = medians.get("page 1");
    double[] last = medians.get("page 1,000 by cursor");
    out.printf("page 1,000 by page 1: %.2f%n", last[last.length - 1] / first[first.length - 1]);
  }

  private String heads() {
    StringBuilder heads = new StringBuilder();
    for (long stage : stages) {
      heads.append(heads.length() == 0 ? "" : " | ").append("%,d rows".formatted(stage));
    }
    return heads.toString();
  }

  private static String cells(double[] millis) {
    StringBuilder cells = new StringBuilder();
    for (double one : millis) {
      cells.append(cells.length() == 0 ? "" : " | ").append("%.1f ms".formatted(one));
    }
    return cells.toString();
  }
}
