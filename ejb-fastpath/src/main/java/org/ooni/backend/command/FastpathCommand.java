// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code java -jar fastpath.jar}: scores measurements without a server, and looks after one. Exits
 * with 0 when all went well, 1 when something could not be read or is missing, 2 when it was called
 * wrongly.
 */
@Command(
    name = "fastpath",
    description = "Works on measurements without a server, or beside one.",
    mixinStandardHelpOptions = true,
    versionProvider = CommandVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ScoreCommand.class, LedgerCommand.class, CommandLine.HelpCommand.class})
public final class FastpathCommand {

  /** Runs it and ends the process. */
  public static void main(String[] arguments) {
    System.exit(line().execute(arguments));
  }

  static CommandLine line() {
    return new CommandLine(new FastpathCommand())
        .setOut(new PrintWriter(System.out, false, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
  }
}
