// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.deploy;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code java -jar deployer.jar}: versions of the backend on the servers of a stage. Exits with 0
 * when all was done, 1 when something failed or nobody agreed, 2 when it was called wrongly.
 */
@Command(
    name = "deployer",
    description = "Tells what runs on the servers of a stage, and changes it.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = CommandLine.HelpCommand.class)
public final class Deployer {

  private Deployer() {}

  /** Runs it and ends the process. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(line(System.getenv(), System.in, out, err).execute(arguments));
  }

  /** The command, to be executed with arguments. */
  public static CommandLine line(
      Map<String, String> environment, InputStream in, PrintWriter out, PrintWriter err) {
    BufferedReader answers = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    return new CommandLine(new Deployer())
        .addSubcommand(new StatusCommand(new StageOptions(environment)))
        .addSubcommand(
            new DeployCommand(
                new StageOptions(environment), new Change(answers), Clock.systemUTC()))
        .addSubcommand(new RollbackCommand(new StageOptions(environment), new Change(answers)))
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler(
            (failure, command, result) -> {
              if (!(failure instanceof DeployFailure)) {
                throw failure;
              }
              command.getErr().println("ERROR: " + failure.getMessage());
              return 1;
            });
  }
}
