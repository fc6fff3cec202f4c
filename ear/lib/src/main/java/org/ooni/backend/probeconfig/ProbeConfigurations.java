// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.probeconfig;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The configuration as it is now: what ships with the backend, overlaid by the files of a folder.
 * The files are looked at again every few seconds, when somebody asks; a file that is refused
 * leaves in force what was there before it.
 */
@ApplicationScoped
public class ProbeConfigurations {

  private static final Duration EVERY = Duration.ofSeconds(3);

  @Inject
  @ConfigProperty(name = "PROBE_CONFIG_DIRECTORY")
  Path directory;

  @Inject Clock clock;

  private final ReentrantLock looking = new ReentrantLock();
  private Folder folder;
  private volatile Instant lookAgain = Instant.MIN;
  private volatile ProbeConfiguration current;

  /** For the container. */
  protected ProbeConfigurations() {}

  /** With the folder and the clock of the caller's. */
  public ProbeConfigurations(Path directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
    open();
  }

  @PostConstruct
  void open() {
    folder = new Folder(directory);
    look();
  }

  /** Reads the files before the first probe asks. */
  void start(@Observes Startup event) {}

  /** The state as of now; use one state for one answer. */
  public ProbeConfiguration current() {
    if (clock.instant().isAfter(lookAgain) && looking.tryLock()) {
      try {
        look();
      } finally {
        looking.unlock();
      }
    }
    return current;
  }

  /** The files that are refused at the moment, each with the reason. */
  public Map<ConfigurationFile, String> refused() {
    current();
    return folder.refused();
  }

  /** How many times a file was refused since the start. */
  public long refusals() {
    return folder.refusals();
  }

  private void look() {
    lookAgain = clock.instant().plus(EVERY);
    if (folder.read() || current == null) {
      current = folder.configuration();
    }
  }
}
