// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.dockerflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;
import org.ooni.backend.probeconfig.ConfigurationFile;
import org.ooni.backend.probeconfig.ProbeConfigurations;

/** The files of the probe configuration can be read, and probes can read what is in them. */
@ApplicationScoped
class ProbeConfigurationCheck implements Check {

  @Inject ProbeConfigurations configurations;

  @Override
  public String name() {
    return "probe_configuration";
  }

  @Override
  public List<Finding> check() {
    String refused =
        configurations.refused().keySet().stream()
            .sorted()
            .map(ConfigurationFile::fileName)
            .collect(Collectors.joining(", "));
    return refused.isEmpty()
        ? List.of()
        : List.of(
            Finding.warning(
                "probe_configuration.refused",
                "refused, the last good one is in force; the log says why: " + refused));
  }
}
