// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.ooni.backend.schema.Changelog;
import org.ooni.backend.schema.Releases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks the rules; needs no database. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Checks the rules of the changelog, and that released change sets are as they were."
            + " Needs no database.")
final class CheckCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    List<String> violations = new ArrayList<>(ChangelogRules.violations(Changelog.MASTER));
    violations.addAll(
        FrozenChangeSets.violations(
            Changelog.changeSets(Changelog.MASTER), Releases.ofThisBuild()));
    PrintWriter out = spec.commandLine().getOut();
    violations.forEach(out::println);
    out.println("violations: " + violations.size());
    out.flush();
    return violations.isEmpty() ? 0 : 1;
  }
}
