// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ooni.backend.rerun.Tally;
import org.ooni.backend.rerun.Tally.Kind;

/** What a rerun has done, in words. */
final class RerunSummary {

  private static final int PROBLEMS_SHOWN = 100;
  private static final double MEBIBYTE = 1 << 20;

  private final Tally tally;

  RerunSummary(Tally tally) {
    this.tally = tally;
  }

  void print(PrintWriter out) {
    out.printf(
        "objects: %d read (%.1f MiB), %s unreadable%n",
        tally.total(Kind.OBJECTS),
        tally.total(Kind.BYTES) / MEBIBYTE,
        withReasons(Kind.UNREADABLE));
    out.printf(
        "measurements: %d = %d scored + %s failed + %s discarded + %d duplicate + %s unusable%n",
        tally.total(Kind.READ),
        tally.total(Kind.SCORED),
        withReasons(Kind.FAILED),
        withReasons(Kind.DISCARDED),
        tally.total(Kind.DUPLICATE),
        withReasons(Kind.UNUSABLE));
    if (tally.total(Kind.FILTERED) > 0) {
      out.printf("not asked for: %d measurements%n", tally.total(Kind.FILTERED));
    }
    out.printf(
        "rows: %d added, %d replaced, %d kept, %d unlisted, %d of aliases, %d parked, %s refused%n",
        tally.total(Kind.ADDED),
        tally.total(Kind.REPLACED),
        tally.total(Kind.KEPT),
        tally.total(Kind.UNLISTED),
        tally.total(Kind.ALIAS),
        tally.total(Kind.PARKED),
        withReasons(Kind.REFUSED));
    out.printf("index: %d lines added%n", tally.total(Kind.INDEXED));
    printProblems(out);
  }

  private void printProblems(PrintWriter out) {
    Map<List<String>, Long> problems = tally.details(Kind.PROBLEM);
    problems.entrySet().stream()
        .limit(PROBLEMS_SHOWN)
        .forEach(
            entry -> {
              List<String> problem = entry.getKey();
              String times = entry.getValue() > 1 ? " (" + entry.getValue() + " times)" : "";
              out.println(problem(problem.get(0), problem.get(1), problem.get(2)) + times);
            });
    if (problems.size() > PROBLEMS_SHOWN) {
      out.printf("and %d more problems%n", problems.size() - PROBLEMS_SHOWN);
    }
  }

  static String problem(String object, String where, String reason) {
    String place = where.isEmpty() ? "" : " " + printable(where);
    return "fastpath: " + printable(object) + place + ": " + printable(reason);
  }

  /** Names come out of archives, and a terminal does what some characters say. */
  static String printable(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private String withReasons(Kind kind) {
    Map<List<String>, Long> details = tally.details(kind);
    String reasons =
        details.entrySet().stream()
            .map(entry -> entry.getKey().get(0) + " " + entry.getValue())
            .sorted()
            .collect(Collectors.joining(", "));
    return tally.total(kind) + (reasons.isEmpty() ? "" : " (" + reasons + ")");
  }
}
