// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ooni.backend.ledger.Ledger;
import org.ooni.backend.ledger.LedgerRow;
import org.ooni.backend.repair.RepairRange;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what became of the measurements of each hour. */
@Command(
    name = "ledger",
    mixinStandardHelpOptions = true,
    description = {
      "Shows for each hour how many measurements were accepted, and what became of them;"
          + " what is missing is named, and done again, by 'fastpath repair'.",
      "Asks the database that the environment names, as the server does: DATABASE_URL,"
          + " DATABASE_USER, DATABASE_PASSWORD."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the numbers of all hours that are over add up",
      "1:something is missing, or the database cannot be asked",
      "2:called wrongly"
    })
final class LedgerCommand implements Callable<Integer> {

  @Mixin AskedDays days;

  @Option(
      names = "--recount",
      description = "Count all of these hours anew instead of showing what was counted last.")
  boolean recount;

  @Spec CommandSpec spec;

  private final Clock clock;
  private final Map<String, String> environment;

  LedgerCommand() {
    this(Clock.systemUTC(), System.getenv());
  }

  LedgerCommand(Clock clock, Map<String, String> environment) {
    this.clock = clock;
    this.days = new AskedDays(clock);
    this.environment = environment;
  }

  @Override
  public Integer call() {
    RepairRange hours = days.hours();
    PGSimpleDataSource database = new DatabaseSettings(environment).database(spec);
    try {
      return work(database, hours);
    } catch (SQLException e) {
      spec.commandLine()
          .getErr()
          .println("fastpath: the database cannot be asked: " + e.getMessage());
      return 1;
    }
  }

  private int work(PGSimpleDataSource database, RepairRange hours) throws SQLException {
    Ledger ledger = new Ledger(database, clock);
    List<LedgerRow> rows =
        recount
            ? ledger.recount(hours.first(), hours.next())
            : ledger.between(hours.first(), hours.next());
    PrintWriter out = spec.commandLine().getOut();
    new LedgerText(out).print(rows);
    out.flush();
    return rows.stream().filter(ledger::isOver).allMatch(LedgerRow::isBalanced) ? 0 : 1;
  }
}
