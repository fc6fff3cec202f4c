// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.util.concurrent.Callable;
import org.ooni.backend.rollup.Rollups;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Counts days anew. */
@Command(
    name = "rebuild",
    mixinStandardHelpOptions = true,
    description = {
      "Counts these days anew, then adds up all months and totals. Each day is a transaction of its own;"
          + " the server may run, charts wait for new measurements meanwhile.",
      "The database is that of DATABASE_URL, DATABASE_USER and DATABASE_PASSWORD."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is counted anew",
      "2:called wrongly",
      "3:the database could not do it; days before the one named are done"
    })
final class RollupRebuildCommand implements Callable<Integer> {

  @Mixin RollupDays days;

  @Spec CommandSpec spec;

  private long measurements;

  @Override
  public Integer call() {
    boolean done =
        days.work((rollups, day) -> measurements += rollups.rebuild(day), Rollups::rebuildTotals);
    spec.commandLine().getErr().println(measurements + " measurements counted");
    return done ? 0 : RollupDays.FAILED;
  }
}
