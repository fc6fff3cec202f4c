// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.geoip;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Looks addresses up (probe services 4). Without a file every address is unknown. Files are
 * exchanged while lookups go on; damaged or vanished ones leave the last good ones in use.
 */
@ApplicationScoped
public class GeoLookup {

  private static final Logger LOG = Logger.getLogger(GeoLookup.class);

  @Inject
  @ConfigProperty(name = "GEOIP_DIRECTORY")
  Path directory;

  private final AtomicReference<AddressFiles> files = new AtomicReference<>(AddressFiles.NONE);
  private final LongAdder failures = new LongAdder();
  private String seen = "";

  /** For the container. */
  protected GeoLookup() {}

  /** Reads the files in this folder, which need not exist. */
  public GeoLookup(Path directory) {
    this.directory = directory;
    refresh();
  }

  /** Where an address is; private, local and multicast ones are nowhere. Never touches a disk. */
  public Place lookup(InetAddress address) {
    if (!PublicAddress.is(address)) {
      return Place.UNKNOWN;
    }
    try {
      return files.get().find(address);
    } catch (IOException e) {
      failures.increment();
      return Place.UNKNOWN;
    }
  }

  /** Whether there is a file to look into. */
  public boolean isAvailable() {
    return files.get().areAny();
  }

  /** When the oldest file in use was made, as it says itself. */
  public Optional<Instant> made() {
    return files.get().made();
  }

  /** Lookups that found the file damaged, and files that could not be taken, since the start. */
  public long failures() {
    return failures.sum();
  }

  /** Takes files that have come or changed into use; called by a timer, at most seconds apart. */
  @PostConstruct
  public synchronized void refresh() {
    try {
      List<Path> found = list();
      String now = state(found);
      if (found.isEmpty() || now.equals(seen)) {
        return;
      }
      // a damaged file is not tried again before it changes
      seen = now;
      files.set(AddressFiles.open(found));
      LOG.infof("address files in use: %d", found.size());
    } catch (IOException e) {
      failures.increment();
      LOG.warnf("address files cannot be used, the ones before stay: %s", e.getMessage());
    }
  }

  private List<Path> list() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(path -> path.getFileName().toString().endsWith(".mmdb"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private static String state(List<Path> paths) throws IOException {
    StringBuilder state = new StringBuilder();
    for (Path path : paths) {
      state
          .append(path.getFileName())
          .append(' ')
          .append(Files.size(path))
          .append(' ')
          .append(Files.getLastModifiedTime(path))
          .append('\n');
    }
    return state.toString();
  }
}
