// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.command;

import org.ooni.backend.scoring.ScorerVersion;
import picocli.CommandLine.IVersionProvider;

/** Version of the code, which is that of the verdicts. */
final class CommandVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"fastpath " + ScorerVersion.ofThisBuild()};
  }
}
