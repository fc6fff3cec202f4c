// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.deploy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Back to what was before. */
@Command(
    name = "rollback",
    description = "Runs what ran before on all nodes of a stage, and forgets what runs now.",
    mixinStandardHelpOptions = true)
final class RollbackCommand implements Callable<Integer> {

  @Parameters(paramLabel = "STAGE", description = "Such as staging.")
  String stage;

  @Mixin StageOptions options;
  @Mixin Change change;
  @Spec CommandSpec spec;

  RollbackCommand(StageOptions options, Change change) {
    this.options = options;
    this.change = change;
  }

  @Override
  public Integer call() {
    List<Change.Step> steps = new ArrayList<>();
    List<Change.Step> last = new ArrayList<>();
    Map<Server, Deployed> targets = targets(options.servers(options.read().stage(stage)));
    Map<Server, Deployed> changedFrom = new LinkedHashMap<>();
    for (Map.Entry<Server, Deployed> target : targets.entrySet()) {
      Server server = target.getKey();
      Deployed previous = target.getValue();
      Optional<Deployed> current = server.current();
      steps.add(
          new Change.Step(
              "%s: finish requests, run %s in place of %s, wait until it is healthy"
                  .formatted(
                      server.node(),
                      previous.version(),
                      current.map(Deployed::version).orElse("nothing")),
              () -> {
                server.run(previous);
                current.ifPresent(given -> changedFrom.put(server, given));
              }));
      current.ifPresent(
          given ->
              last.add(
                  new Change.Step(
                      "%s: forget %s".formatted(server.node(), given.version()),
                      () -> server.remove(given))));
    }
    steps.addAll(last);
    return change.make(
        "roll back " + stage,
        steps,
        () -> changedFrom.forEach(Server::run),
        spec.commandLine().getOut());
  }

  /** What each goes back to; all to the same, or it would not be a stage any more. */
  private static Map<Server, Deployed> targets(List<Server> servers) {
    Map<Server, Deployed> targets = new LinkedHashMap<>();
    for (Server server : servers) {
      targets.put(
          server,
          server
              .previous()
              .orElseThrow(() -> new DeployFailure(server.node() + " has nothing to go back to")));
    }
    if (targets.values().stream().map(Deployed::version).distinct().count() > 1) {
      String told =
          targets.entrySet().stream()
              .map(entry -> entry.getKey().node() + " to " + entry.getValue().version())
              .collect(Collectors.joining(", "));
      throw new DeployFailure("the nodes would differ (%s): use deploy".formatted(told));
    }
    return targets;
  }
}
