// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.deploy;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Another version for a stage. */
@Command(
    name = "deploy",
    description = "Runs a version on all nodes of a stage, one after the other.",
    mixinStandardHelpOptions = true)
final class DeployCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "VERSION", description = "Such as 1.3.0.")
  String version;

  @Parameters(index = "1", paramLabel = "STAGE", description = "Such as staging.")
  String stage;

  @Mixin StageOptions options;
  @Mixin Change change;
  @Spec CommandSpec spec;

  private final Clock clock;

  DeployCommand(StageOptions options, Change change, Clock clock) {
    this.options = options;
    this.change = change;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    if (!version.matches("[0-9A-Za-z][0-9A-Za-z.+_-]*")) {
      throw new DeployFailure(version + " is no version");
    }
    StageFile file = options.read();
    List<Server> servers = options.servers(file.stage(stage));
    Release release = Release.open(file.release(version), version);
    Rollout rollout = new Rollout(servers, release, clock.instant());
    return change.make(
        "deploy %s to %s".formatted(version, stage),
        rollout.steps(),
        rollout::takeBack,
        spec.commandLine().getOut());
  }
}
