// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Settings of the archive; the defaults are in {@code microprofile-config.properties}. */
@Dependent
class ArchiveConfiguration {

  /** So that the keys of a can fit into memory, whatever the size of its bodies. */
  private static final int CAN_MEASUREMENTS = 50_000;

  @Inject
  @ConfigProperty(name = "COLLECTOR_ID")
  String collector;

  @Inject
  @ConfigProperty(name = "ARCHIVE_DIRECTORY")
  Path folder;

  @Inject
  @ConfigProperty(name = "ARCHIVE_CAN_BYTES")
  long canBytes;

  @Inject
  @ConfigProperty(name = "ARCHIVE_INTERVAL")
  Duration interval;

  @Inject
  @ConfigProperty(name = "ARCHIVE_MINIMUM_AGE")
  Duration minimumAge;

  @Inject
  @ConfigProperty(name = "ARCHIVE_RETENTION")
  Duration retention;

  /** How often it runs. */
  Duration interval() {
    return interval;
  }

  /** How it runs. */
  ArchiveSettings settings() {
    return new ArchiveSettings(
        collector, folder, canBytes, CAN_MEASUREMENTS, minimumAge, retention);
  }
}
