// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.deploy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What all commands need: the file of the stages and the account. */
final class StageOptions {

  @Option(
      names = "--stages",
      paramLabel = "FILE",
      description = "What stages there are (default: ${DEFAULT-VALUE}).")
  Path file = Path.of("stages.yaml");

  private final Map<String, String> environment;

  StageOptions(Map<String, String> environment) {
    this.environment = environment;
  }

  StageFile read() {
    return StageFile.read(file);
  }

  /** The servers of a stage; nothing has been asked of them yet. */
  List<Server> servers(Stage stage) {
    Credentials credentials = Credentials.of(environment);
    return stage.nodes().stream().map(node -> new Server(node, credentials)).toList();
  }
}
