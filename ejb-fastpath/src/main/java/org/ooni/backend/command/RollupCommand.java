// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What can be done about the rollups, which charts are answered from. */
@Command(
    name = "rollup",
    mixinStandardHelpOptions = true,
    description = "Compares the rollups with a recount, or counts them anew.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RollupCheckCommand.class,
      RollupRebuildCommand.class,
      CommandLine.HelpCommand.class
    })
final class RollupCommand {}
