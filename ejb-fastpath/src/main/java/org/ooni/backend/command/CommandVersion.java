// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Version of the code, from its jar. */
final class CommandVersion implements IVersionProvider {

  static final String UNPACKAGED = "unpackaged";

  @Override
  public String[] getVersion() {
    return new String[] {"fastpath " + text()};
  }

  static String text() {
    return Optional.ofNullable(FastpathCommand.class.getPackage().getImplementationVersion())
        .orElse(UNPACKAGED);
  }
}
