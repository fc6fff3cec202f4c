// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code java -jar schema.jar}: applies the change sets, and audits them. Exits with 0 when all is
 * well, 1 when something is not as it should be, 2 when it was called wrongly, 3 when the database
 * could not do what was asked.
 */
@Command(
    name = "schema",
    description = {
      "Applies the change sets of this version to a database, and audits them.",
      "The database is that of DATABASE_URL, DATABASE_USER (ooni_owner) and DATABASE_PASSWORD."
    },
    mixinStandardHelpOptions = true,
    versionProvider = SchemaVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is well",
      "1:something is not as it should be",
      "2:called wrongly",
      "3:the database could not do it"
    },
    subcommands = {
      BootstrapCommand.class,
      UpdateCommand.class,
      CheckCommand.class,
      AuditCommand.class,
      DriftCommand.class,
      DictionaryCommand.class,
      ReleaseCommand.class,
      CommandLine.HelpCommand.class
    })
public final class SchemaCommand {

  private SchemaCommand() {}

  /** Runs it and ends the process. */
  public static void main(String[] arguments) {
    System.exit(line(System.getenv(), Clock.systemUTC()).execute(arguments));
  }

  static CommandLine line(Map<String, String> environment, Clock clock) {
    CommandLine line = new CommandLine(new SchemaCommand(), new SchemaParts(environment, clock));
    return line.setOut(new PrintWriter(System.out, false, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
        .setExecutionExceptionHandler(new SchemaFailures());
  }
}
