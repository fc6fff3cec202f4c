// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where things lie: what a build leaves behind, and the state of one platform.
 *
 * @param checkout root of the repository
 * @param runDirectory everything that must survive a restart
 */
record Layout(Path checkout, Path runDirectory) {

  private static final Path SCRIPTS = Path.of("server-config", "src", "main", "cli");

  Layout {
    checkout = checkout.toAbsolutePath().normalize();
    runDirectory = runDirectory.toAbsolutePath().normalize();
  }

  /** The repository this process was started in, or Maven was. */
  static Path findCheckout() {
    String given = System.getProperty("maven.multiModuleProjectDirectory", "");
    Path candidate = Path.of(given).toAbsolutePath();
    while (candidate != null && !Files.isDirectory(candidate.resolve(SCRIPTS))) {
      candidate = candidate.getParent();
    }
    if (candidate == null) {
      throw new RunFailure("No checkout found: start inside the repository.");
    }
    return candidate;
  }

  Path scripts() {
    return checkout.resolve(SCRIPTS);
  }

  /** How the server logs before it has read its configuration. */
  Path firstLogging() {
    return scripts().resolveSibling(Path.of("logging", "logging.properties"));
  }

  Path javaOptions() {
    return checkout.resolve(Path.of("server-config", "src", "main", "java.options"));
  }

  Path modulesOverlay() {
    return checkout.resolve(Path.of("server-config", "target", "modules-overlay", "modules"));
  }

  Path objectStoreLibraries() {
    return checkout.resolve(Path.of("server-config", "s3proxy", "target", "lib"));
  }

  /** What is unpacked once and used by every run. */
  Path tools() {
    return checkout.resolve(Path.of("server-config", "target"));
  }

  Path serverBase() {
    return runDirectory.resolve("server");
  }

  Path deployments() {
    return serverBase().resolve("deployments");
  }

  Path logs() {
    return runDirectory.resolve("log");
  }

  Path serverLog() {
    return logs().resolve("server.log");
  }

  /** The server's standard output. */
  Path serverConsole() {
    return logs().resolve("server.console.log");
  }

  Path databaseData() {
    return runDirectory.resolve("postgresql");
  }

  Path objectStore() {
    return runDirectory.resolve("s3");
  }

  Path acceptLog() {
    return runDirectory.resolve("accept-log");
  }

  Path addressFiles() {
    return runDirectory.resolve("geoip");
  }

  Path probeConfiguration() {
    return runDirectory.resolve("probe-config");
  }

  Path secrets() {
    return runDirectory.resolve("secrets.properties");
  }

  Path lock() {
    return runDirectory.resolve("run.lock");
  }

  Path pidFile(String name) {
    return runDirectory.resolve(name + ".pid");
  }
}
