// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.deploy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Option;

/** How a change is told before, agreed to and made. */
final class Change {

  @Option(names = "--yes", description = "Do not ask.")
  boolean yes;

  @Option(names = "--dry-run", description = "Tell what would be done, and end.")
  boolean dryRun;

  private final BufferedReader in;

  Change(BufferedReader in) {
    this.in = in;
  }

  /** A step: what it is, and how it is done. */
  record Step(String text, Runnable action) {}

  /**
   * Prints the steps, asks, and takes them one after the other.
   *
   * @param takeBack brings all back to where it was when a step fails
   * @return the number that the process ends with
   */
  int make(String title, List<Step> steps, Runnable takeBack, PrintWriter out) {
    out.println(title);
    steps.forEach(step -> out.println("  " + step.text()));
    out.flush();
    if (dryRun) {
      return 0;
    }
    if (!yes && !agreed(out)) {
      out.println("nothing was changed");
      return 1;
    }
    try {
      for (Step step : steps) {
        step.action().run();
        out.println("done: " + step.text());
        out.flush();
      }
      return 0;
    } catch (DeployFailure e) {
      out.println("failed, going back: " + e.getMessage());
      out.flush();
      takeBack.run();
      throw new DeployFailure(e.getMessage() + "; all is as it was before", e);
    }
  }

  private boolean agreed(PrintWriter out) {
    out.print("Do it? [y/N] ");
    out.flush();
    try {
      String answer = in.readLine();
      return answer != null && answer.strip().equalsIgnoreCase("y");
    } catch (IOException e) {
      throw new DeployFailure("cannot ask: say --yes", e);
    }
  }
}
