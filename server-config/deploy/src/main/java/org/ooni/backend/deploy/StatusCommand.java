// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.deploy;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What runs where. */
@Command(
    name = "status",
    description = "Tells what runs on each node of a stage, and what it would go back to.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

  private static final String LINE = "%-12s %-16s %-24s %-24s %s";

  @Parameters(paramLabel = "STAGE", arity = "0..1", description = "The stage; all without it.")
  Optional<String> stage = Optional.empty();

  @Mixin StageOptions options;
  @Spec CommandSpec spec;

  StatusCommand(StageOptions options) {
    this.options = options;
  }

  @Override
  public Integer call() {
    StageFile file = options.read();
    Collection<Stage> stages =
        stage
            .<Collection<Stage>>map(name -> List.of(file.stage(name)))
            .orElse(file.stages().values());
    PrintWriter out = spec.commandLine().getOut();
    out.println(LINE.formatted("STAGE", "NODE", "RUNS", "BEFORE", "HEALTH"));
    boolean well = true;
    for (Stage each : stages) {
      for (Server server : options.servers(each)) {
        well &= line(each, server, out);
      }
    }
    out.flush();
    return well ? 0 : 1;
  }

  private static boolean line(Stage stage, Server server, PrintWriter out) {
    try {
      String current = server.current().map(Deployed::version).orElse("nothing");
      String previous = server.previous().map(Deployed::version).orElse("nothing");
      Set<String> failing = server.application().failing();
      String health = failing.isEmpty() ? "ok" : "failing: " + String.join(", ", failing);
      out.println(LINE.formatted(stage.name(), server.node(), current, previous, health).strip());
      return failing.isEmpty();
    } catch (DeployFailure e) {
      out.println(LINE.formatted(stage.name(), server.node(), "?", "?", e.getMessage()).strip());
      return false;
    }
  }
}
