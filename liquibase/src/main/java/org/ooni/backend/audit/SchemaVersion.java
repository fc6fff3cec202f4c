// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Version of the jar; outside of one there is none. */
final class SchemaVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = SchemaVersion.class.getPackage().getImplementationVersion();
    return new String[] {"schema " + Optional.ofNullable(version).orElse("0.0.0")};
  }
}
