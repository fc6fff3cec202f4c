// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How fast readers are answered. All servers run, and each question is asked of them in turn: what
 * disturbs the machine meanwhile disturbs all of them, so that one can be compared with another.
 *
 * @param out where it is printed
 * @param stages the servers
 */
record ReadMedians(PrintStream out, List<Stage> stages) {

  private static final int RUNS = 11;

  /** A few milliseconds each are compared with each other. */
  private static final int PAGE_RUNS = 101;

  void print() throws Exception {
    List<List<Shape>> shapes = new ArrayList<>();
    List<List<Shape>> pages = new ArrayList<>();
    for (Stage stage : stages) {
      shapes.add(stage.shapes());
      pages.add(stage.pages());
    }
    Reader reader = new Reader(stages.get(0).platform().baseUri());
    out.println("warming up");
    for (List<Shape> ofStage : shapes) {
      for (Shape shape : ofStage) {
        reader.medians(List.of(shape.path()), RUNS);
      }
    }
    Map<String, double[]> medians = new LinkedHashMap<>();
    for (int i = 0; i < shapes.get(0).size(); i++) {
      int index = i;
      List<Shape> same = shapes.stream().map(ofStage -> ofStage.get(index)).toList();
      medians.put(same.get(0).name(), inTurn(reader, same, RUNS));
    }
    List<Shape> allPages = pages.stream().flatMap(List::stream).toList();
    double[] ofPages = inTurn(reader, allPages, PAGE_RUNS);
    int ofEach = pages.get(0).size();
    for (int i = 0; i < allPages.size(); i++) {
      String name = allPages.get(i).name();
      medians.computeIfAbsent(name, any -> new double[stages.size()])[i / ofEach] = ofPages[i];
    }
    List<Shape> asked = new ArrayList<>(shapes.get(0));
    asked.addAll(pages.get(0));
    long[] rows = stages.stream().mapToLong(Stage::rows).toArray();
    new ReadTable(out, rows).print(asked, medians);
  }

  private double[] inTurn(Reader reader, List<Shape> shapes, int runs)
      throws IOException, InterruptedException {
    List<Reader.Median> found = reader.medians(shapes.stream().map(Shape::path).toList(), runs);
    for (int i = 0; i < found.size(); i++) {
      out.printf(
          "%-34s %8.1f ms %,10d bytes%n",
          shapes.get(i).name(), found.get(i).millis(), found.get(i).bytes());
    }
    return found.stream().mapToDouble(Reader.Median::millis).toArray();
  }
}
