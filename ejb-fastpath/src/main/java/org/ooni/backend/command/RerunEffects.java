// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.ooni.backend.rerun.RerunSettings.Writing;
import picocli.CommandLine.Option;

/** What is written, and what is shown. */
final class RerunEffects {

  @Option(
      names = "--update",
      description =
          "Write rows anew that are there already. Without it only rows that are missing are added.")
  boolean update;

  @Option(
      names = "--no-write-to-db",
      description = "Write no verdicts: score, count and tell what went wrong.")
  boolean noRows;

  @Option(
      names = "--no-write-msmt",
      description =
          "Do not have the index of the archive know lines of the bucket that it lacks, as it does"
              + " after the database was lost.")
  boolean noIndex;

  @Option(names = "--dry-run", description = "Write nothing at all.")
  boolean dryRun;

  @Option(
      names = "--diff",
      description =
          "Print which verdicts change by country, nettest and domain; with --dry-run, which would.")
  boolean diff;

  @Option(
      names = "--diff-csv",
      paramLabel = "FILE",
      description = "Write that as a table for a spreadsheet.")
  Path diffCsv;

  @Option(names = "--diff-json", paramLabel = "FILE", description = "Write that as JSON.")
  Path diffJson;

  @Option(
      names = "--stdout",
      description = "Write messages to standard output instead of standard error.")
  boolean stdout;

  @Option(names = "--debug", description = "Tell of each object when it is done.")
  boolean debug;

  @Option(names = "--no-progress", description = "Show no progress bar.")
  boolean quiet;

  /**
   * What of it a rerun has to know.
   *
   * @param ownBucket whether the objects are those that the index is of
   */
  Writing writing(boolean ownBucket) {
    boolean rows = !noRows && !dryRun;
    return new Writing(rows, rows && ownBucket && !noIndex, update, isCompared());
  }

  boolean isCompared() {
    return diff || diffCsv != null || diffJson != null;
  }

  /** Prints and writes the changes as far as that is asked for. */
  void show(FlipReport flips, PrintWriter out) throws IOException {
    if (diff) {
      flips.print(out);
      out.flush();
    }
    if (diffCsv != null) {
      flips.writeCsv(diffCsv);
    }
    if (diffJson != null) {
      flips.writeJson(diffJson);
    }
  }
}
