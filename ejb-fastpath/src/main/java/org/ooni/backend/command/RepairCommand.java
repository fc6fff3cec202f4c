// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.ooni.backend.repair.Missing;
import org.ooni.backend.repair.Repair;
import org.ooni.backend.repair.RepairRange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Names the steps that measurements have missed, and has the server take them. */
@Command(
    name = "repair",
    mixinStandardHelpOptions = true,
    description = {
      "Names what is missing: one line each of step, measurement or object, and reason."
          + " Changes nothing unless it is told to.",
      "With --apply the server does it again: bodies without a verdict are scored, lines that the"
          + " index lacks are indexed, what failed or was set aside is tried once more.",
      "The database is that of DATABASE_URL, DATABASE_USER and DATABASE_PASSWORD; the server may"
          + " run."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing is missing, or it was marked to be done again",
      "1:something is missing",
      "2:called wrongly",
      "3:the database could not be asked"
    })
final class RepairCommand implements Callable<Integer> {

  private static final int NO_DATABASE = 3;

  @Mixin AskedDays days;

  @Option(names = "--apply", description = "Mark it to be done again.")
  boolean apply;

  @Spec CommandSpec spec;

  private final Map<String, String> environment;

  RepairCommand() {
    this(Clock.systemUTC(), System.getenv());
  }

  RepairCommand(Clock clock, Map<String, String> environment) {
    this.days = new AskedDays(clock);
    this.environment = environment;
  }

  @Override
  public Integer call() {
    RepairRange hours = days.hours();
    Repair repair = new Repair(new DatabaseSettings(environment).database(spec));
    try {
      return work(repair, hours);
    } catch (SQLException e) {
      spec.commandLine()
          .getErr()
          .println("fastpath: the database cannot be asked: " + e.getMessage());
      return NO_DATABASE;
    }
  }

  private int work(Repair repair, RepairRange range) throws SQLException {
    Map<Missing.Step, Long> counts =
        apply
            ? repair.mark(range, "fastpath repair", this::print)
            : repair.look(range, this::print);
    spec.commandLine().getOut().flush();
    String summary =
        counts.entrySet().stream()
            .map(step -> "%s %d".formatted(step.getKey().label(), step.getValue()))
            .collect(Collectors.joining(", "));
    spec.commandLine()
        .getErr()
        .println((apply ? "to be done again: " : "missing, nothing was changed: ") + summary);
    boolean complete = counts.values().stream().allMatch(count -> count == 0);
    return complete || apply ? 0 : 1;
  }

  private void print(Missing missing) {
    spec.commandLine()
        .getOut()
        .printf("%-8s %s %s%n", missing.step().label(), missing.what(), missing.why());
  }
}
