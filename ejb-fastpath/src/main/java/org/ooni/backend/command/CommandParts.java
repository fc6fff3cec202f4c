// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the parts of the command line; those that need the environment get it. */
record CommandParts(Map<String, String> environment) implements IFactory {

  CommandParts {
    environment = Map.copyOf(environment);
  }

  @Override
  public <K> K create(Class<K> part) throws Exception {
    if (part == RollupDays.class) {
      return part.cast(new RollupDays(environment));
    }
    return part == RerunCommand.class
        ? part.cast(new RerunCommand(environment))
        : CommandLine.defaultFactory().create(part);
  }
}
