// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ooni.backend.ledger.Ledger;
import org.ooni.backend.ledger.LedgerRow;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
  private static final String MIDNIGHT = "00";

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FIRST-DAY",
      description = "As in 2026-03-04, UTC; yesterday when there is none.")
  String first;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "LAST-DAY",
      description = "Belongs to the range; today when there is none.")
  String last;

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
    this.environment = environment;
  }

  @Override
  public Integer call() {
    PrintWriter messages = spec.commandLine().getErr();
    String from;
    String to;
    try {
      LocalDate today = LocalDate.now(clock);
      from = (first == null ? today.minusDays(1) : LocalDate.parse(first)).format(DAY);
      to = (last == null ? today : LocalDate.parse(last)).plusDays(1).format(DAY);
    } catch (DateTimeException e) {
      messages.println("fastpath: a day is written as in 2026-03-04");
      return spec.exitCodeOnInvalidInput();
    }
    try {
      return work(new Databases(environment).get(), from + MIDNIGHT, to + MIDNIGHT);
    } catch (SQLException | IllegalArgumentException e) {
      messages.println("fastpath: the database cannot be asked: " + e.getMessage());
      return 1;
    }
  }

  private int work(PGSimpleDataSource database, String from, String to) throws SQLException {
    Ledger ledger = new Ledger(database, clock);
    List<LedgerRow> rows = recount ? ledger.recount(from, to) : ledger.between(from, to);
    PrintWriter out = spec.commandLine().getOut();
    new LedgerText(out).print(rows);
    out.flush();
    return rows.stream().filter(ledger::isOver).allMatch(LedgerRow::isBalanced) ? 0 : 1;
  }
}
