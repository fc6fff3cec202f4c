// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.ooni.backend.repair.RepairRange;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The days that a command asks about, each of which may be left out. */
final class AskedDays {

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

  @Spec(Target.MIXEE)
  CommandSpec spec;

  private final Clock clock;

  AskedDays(Clock clock) {
    this.clock = clock;
  }

  RepairRange hours() {
    try {
      LocalDate today = LocalDate.now(clock);
      return RepairRange.ofDays(
          first == null ? today.minusDays(1) : LocalDate.parse(first),
          last == null ? today : LocalDate.parse(last));
    } catch (DateTimeException e) {
      throw new ParameterException(
          spec.commandLine(), "fastpath: a day is written as in 2026-03-04", e);
    }
  }
}
