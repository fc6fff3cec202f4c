// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ooni.backend.json.JsonArray;
import org.ooni.backend.json.JsonNumber;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.JsonText;
import org.ooni.backend.json.JsonWriter;
import org.ooni.backend.queries.CsvLine;
import org.ooni.backend.rerun.Tally;

/** Which verdicts change, the most frequent changes first. */
final class FlipReport {

  private static final List<String> COLUMNS =
      List.of("probe_cc", "test_name", "domain", "from", "to");
  private static final String FORMAT = "%9s  %-2s  %-30s  %-40s  %s%n";
  private static final int SHOWN = 200;

  private final List<Flip> flips = new ArrayList<>();
  private long measurements;

  private record Flip(long count, List<String> cells) {}

  FlipReport(Tally tally) {
    for (Map.Entry<List<String>, Long> flip : tally.details(Tally.Kind.FLIP).entrySet()) {
      flips.add(new Flip(flip.getValue(), flip.getKey()));
      measurements += flip.getValue();
    }
    flips.sort(
        (one, other) ->
            one.count() == other.count()
                ? one.cells().toString().compareTo(other.cells().toString())
                : Long.compare(other.count(), one.count()));
  }

  void print(PrintWriter out) {
    out.printf(FORMAT, "count", "cc", "test_name", "domain", "verdict");
    for (Flip flip : flips.subList(0, Math.min(SHOWN, flips.size()))) {
      List<String> cells = flip.cells().stream().map(RerunSummary::printable).toList();
      String change = cells.get(3) + " -> " + cells.get(4);
      out.printf(FORMAT, flip.count(), cells.get(0), cells.get(1), cells.get(2), change);
    }
    if (flips.size() > SHOWN) {
      out.printf("and %d more kinds; --diff-csv and --diff-json have all%n", flips.size() - SHOWN);
    }
    out.printf("%d verdicts change%n", measurements);
  }

  void writeCsv(Path file) throws IOException {
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
      List<String> head = new ArrayList<>(List.of("count"));
      head.addAll(COLUMNS);
      out.print(CsvLine.of(head));
      for (Flip flip : flips) {
        List<String> cells = new ArrayList<>(List.of(Long.toString(flip.count())));
        cells.addAll(flip.cells());
        out.print(CsvLine.of(cells));
      }
    }
  }

  void writeJson(Path file) throws IOException {
    List<JsonObject> objects = new ArrayList<>();
    for (Flip flip : flips) {
      JsonObject object = new JsonObject().put("count", JsonNumber.of(flip.count()));
      for (int i = 0; i < COLUMNS.size(); i++) {
        object.put(COLUMNS.get(i), JsonText.of(flip.cells().get(i)));
      }
      objects.add(object);
    }
    Files.writeString(file, new JsonWriter().write(new JsonArray(objects)) + "\n");
  }
}
