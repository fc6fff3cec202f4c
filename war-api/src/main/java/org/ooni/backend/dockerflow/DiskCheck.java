// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.dockerflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** There is room on the disk that the server writes to. */
@ApplicationScoped
class DiskCheck implements Check {

  @Inject
  @ConfigProperty(name = "HEARTBEAT_DISK_DIRECTORY")
  Path directory;

  @Inject
  @ConfigProperty(name = "HEARTBEAT_DISK_WARNING_BYTES")
  long warningBytes;

  @Inject
  @ConfigProperty(name = "HEARTBEAT_DISK_ERROR_BYTES")
  long errorBytes;

  @Override
  public String name() {
    return "disk";
  }

  @Override
  public List<Finding> check() throws IOException {
    long free = Files.getFileStore(directory).getUsableSpace();
    if (free < errorBytes) {
      return List.of(Finding.critical("disk.full", "the disk is full"));
    }
    return free < warningBytes
        ? List.of(Finding.warning("disk.low", "the disk is nearly full"))
        : List.of();
  }
}
