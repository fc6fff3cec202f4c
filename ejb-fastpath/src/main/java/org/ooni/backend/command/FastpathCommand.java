// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code java -jar fastpath.jar}: what can be done beside or without a server. Exits with 0 when
 * all is well, 1 when something is not as it should be, 2 when it was called wrongly.
 */
@Command(
    name = "fastpath",
    description = "Works on measurements beside or without a server.",
    mixinStandardHelpOptions = true,
    versionProvider = CommandVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ScoreCommand.class,
      RerunCommand.class,
      RollupCommand.class,
      LedgerCommand.class,
      RepairCommand.class,
      CommandLine.HelpCommand.class
    })
public final class FastpathCommand {

  /** Runs it and ends the process. */
  public static void main(String[] arguments) {
    System.exit(line(System.getenv()).execute(arguments));
  }

  static CommandLine line(Map<String, String> environment) {
    return new CommandLine(new FastpathCommand(), new CommandParts(environment))
        .setOut(new PrintWriter(System.out, false, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
  }
}
