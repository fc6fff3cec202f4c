// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import java.time.Clock;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the parts of the command line; those that need the environment or the time get it. */
record SchemaParts(Map<String, String> environment, Clock clock) implements IFactory {

  SchemaParts {
    environment = Map.copyOf(environment);
  }

  @Override
  public <K> K create(Class<K> part) throws Exception {
    if (part == AuditedDatabase.class) {
      return part.cast(new AuditedDatabase(environment));
    }
    if (part == BootstrapCommand.class) {
      return part.cast(new BootstrapCommand(environment));
    }
    if (part == AuditCommand.class) {
      return part.cast(new AuditCommand(clock));
    }
    return CommandLine.defaultFactory().create(part);
  }
}
