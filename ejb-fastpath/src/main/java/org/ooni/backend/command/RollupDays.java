// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import org.ooni.backend.rollup.Rollups;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The days that a command works on, one after another, and the database they are in. */
final class RollupDays {

  /** Exit code when the database could not do what was asked. */
  static final int FAILED = 3;

  @Option(
      names = "--start-day",
      required = true,
      paramLabel = "DAY",
      description = {
        "First day, for example 2026-03-01, in UTC.",
        "Measurements without a usable time count as of 1970-01-01."
      })
  LocalDate start;

  @Option(
      names = "--end-day",
      required = true,
      paramLabel = "DAY",
      description = "The day after the last one.")
  LocalDate end;

  @Option(names = "--no-progress", description = "Show no progress bar.")
  boolean quiet;

  @Spec(Target.MIXEE)
  CommandSpec spec;

  private final Map<String, String> environment;

  RollupDays(Map<String, String> environment) {
    this.environment = environment;
  }

  /** What is done with a day. */
  interface Work {
    void on(Rollups rollups, LocalDate day) throws SQLException;
  }

  /** What is done after the last day. */
  interface End {
    void with(Rollups rollups) throws SQLException;
  }

  /**
   * Works on all days, then on what is made of them.
   *
   * @return whether all was done; if not the reason was printed
   */
  boolean work(Work work, End afterAll) {
    if (!start.isBefore(end)) {
      throw new ParameterException(spec.commandLine(), "--end-day must be after --start-day");
    }
    PrintWriter messages = spec.commandLine().getErr();
    Rollups rollups = new Rollups(new DatabaseSettings(environment).database(spec), Duration.ZERO);
    long days = ChronoUnit.DAYS.between(start, end);
    LocalDate day = start;
    try (ProgressBar bar = quiet ? null : ProgressBars.ofDays(days)) {
      while (day.isBefore(end)) {
        work.on(rollups, day);
        day = day.plusDays(1);
        if (bar != null) {
          bar.step();
        }
      }
      afterAll.with(rollups);
      return true;
    } catch (SQLException e) {
      messages.println("fastpath: stopped at " + day + ": " + e.getMessage());
      return false;
    }
  }
}
