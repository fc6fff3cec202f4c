// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import liquibase.changelog.ChangeSet;
import org.ooni.backend.schema.Changelog;
import org.ooni.backend.schema.Release;
import org.ooni.backend.schema.Releases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Freezes what was added since the last release. */
@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    description = {
      "Adds the change sets that no release has, with their checksums, to the file of released ones.",
      "From then on the build fails when one of them is changed, and databases that have them carry"
          + " the name of the release as a tag."
    })
final class ReleaseCommand implements Callable<Integer> {

  @Parameters(paramLabel = "NAME", description = "Name of the release, as its git tag.")
  String name;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      defaultValue = "liquibase/src/main/resources/db/released.txt",
      description = "The file to add to (default: ${DEFAULT-VALUE}).")
  Path file;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<Release> releases = Releases.parse(Files.readString(file));
    if (!name.matches("[0-9A-Za-z][0-9A-Za-z.-]*")
        || releases.stream().anyMatch(release -> release.name().equals(name))) {
      throw new ParameterException(spec.commandLine(), name + " is no name, or is taken");
    }
    List<ChangeSet> changelog = Changelog.changeSets(Changelog.MASTER);
    PrintWriter out = spec.commandLine().getOut();
    List<String> violations = FrozenChangeSets.violations(changelog, releases);
    Release next = FrozenChangeSets.next(name, changelog, releases);
    violations.forEach(out::println);
    if (violations.isEmpty() && !next.changeSets().isEmpty()) {
      Files.writeString(file, Releases.format(next), StandardOpenOption.APPEND);
    }
    out.println("frozen: " + (violations.isEmpty() ? next.changeSets().size() : 0));
    out.flush();
    return violations.isEmpty() ? 0 : 1;
  }
}
