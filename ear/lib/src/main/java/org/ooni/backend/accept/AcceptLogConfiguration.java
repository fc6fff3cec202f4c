// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accept;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Settings of the accept log; the defaults are in {@code microprofile-config.properties}. */
@Dependent
class AcceptLogConfiguration {

  @Inject
  @ConfigProperty(name = "ACCEPT_LOG_DIRECTORY")
  Path directory;

  @Inject
  @ConfigProperty(name = "ACCEPT_LOG_MAXIMUM_BYTES")
  long maximumBytes;

  @Inject
  @ConfigProperty(name = "ACCEPT_LOG_MINIMUM_FREE_BYTES")
  long minimumFreeBytes;

  @Inject
  @ConfigProperty(name = "DUPLICATE_WINDOW")
  Duration duplicateWindow;

  /** Where the log's files are. */
  Path directory() {
    return directory;
  }

  /** So many bytes may wait for the database before submissions are refused. */
  long maximumBytes() {
    return maximumBytes;
  }

  /** So many bytes stay free on the disk. */
  long minimumFreeBytes() {
    return minimumFreeBytes;
  }

  /** For so long the same bytes get the same uid. */
  Duration duplicateWindow() {
    return duplicateWindow;
  }

  /** So long to wait before a log that could not be opened is tried again. */
  Duration reopenInterval() {
    return Duration.ofSeconds(5);
  }
}
