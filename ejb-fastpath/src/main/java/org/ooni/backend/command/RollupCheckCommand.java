// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.ooni.backend.json.JsonArray;
import org.ooni.backend.json.JsonNumber;
import org.ooni.backend.json.JsonObject;
import org.ooni.backend.json.JsonText;
import org.ooni.backend.json.JsonWriter;
import org.ooni.backend.rollup.Comparison;
import org.ooni.backend.rollup.Difference;
import org.ooni.backend.rollup.Rollups;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Compares rollups with a recount and prints the cells that differ. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Compares the rollups of these days, and all months and totals, with a recount.",
      "Prints one line of JSON for each cell that differs, "
          + Rollups.SHOWN
          + " of a table and day at most. Changes nothing; the server may run.",
      "The database is that of DATABASE_URL, DATABASE_USER and DATABASE_PASSWORD."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every cell is right",
      "1:cells differ",
      "2:called wrongly",
      "3:the database could not be asked"
    })
final class RollupCheckCommand implements Callable<Integer> {

  @Mixin RollupDays days;

  @Spec CommandSpec spec;

  private long differences;

  @Override
  public Integer call() {
    boolean done =
        days.work(
            (rollups, day) -> print(day.toString(), rollups.check(day)),
            rollups -> print("all", rollups.checkTotals()));
    if (!done) {
      return RollupDays.FAILED;
    }
    spec.commandLine().getErr().println(differences + " cells differ");
    return differences == 0 ? 0 : 1;
  }

  private void print(String day, Comparison found) {
    differences += found.total();
    PrintWriter out = spec.commandLine().getOut();
    for (Difference difference : found.first()) {
      JsonObject line = new JsonObject();
      line.put("day", JsonText.of(day)).put("table", JsonText.of(difference.table()));
      line.put("cell", new JsonArray(difference.cell().stream().map(JsonText::of).toList()));
      line.put("expected", numbers(difference.expected()));
      line.put("kept", numbers(difference.kept()));
      out.println(new JsonWriter().write(line));
    }
    out.flush();
  }

  private static JsonArray numbers(List<Long> counts) {
    return new JsonArray(counts.stream().map(JsonNumber::new).toList());
  }
}
