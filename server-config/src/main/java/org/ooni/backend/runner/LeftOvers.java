// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Processes of an earlier run that ended without stopping them. */
final class LeftOvers {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Layout layout;

  LeftOvers(Layout layout) {
    this.layout = layout;
  }

  /** Ends the process a file names, unless its id belongs to somebody else by now. */
  void end(String name) {
    Path pidFile = layout.pidFile(name);
    try {
      if (Files.exists(pidFile)) {
        handle(Files.readString(pidFile)).ifPresent(LeftOvers::end);
      }
      Files.deleteIfExists(pidFile);
    } catch (IOException e) {
      throw new RunFailure("Cannot read or remove " + pidFile + ": " + e.getMessage(), e);
    }
  }

  /** Ends what still works in the data directory, and removes a lock that names somebody else. */
  void endDatabase() {
    end(Postgres.NAME);
    Path data = layout.databaseData();
    try {
      try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
        all.filter(process -> worksIn(process, data)).forEach(LeftOvers::end);
      }
      Files.deleteIfExists(data.resolve("postmaster.pid"));
    } catch (IOException e) {
      throw new RunFailure("Cannot remove the lock of " + data + ": " + e.getMessage(), e);
    }
  }

  private Optional<ProcessHandle> handle(String pid) {
    try {
      return ProcessHandle.of(Long.parseLong(pid.strip())).filter(this::isOurs);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private boolean isOurs(ProcessHandle process) {
    try {
      byte[] line = Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
      return new String(line, StandardCharsets.UTF_8).contains(layout.runDirectory() + "/");
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean worksIn(ProcessHandle process, Path directory) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"))
          .equals(directory.toRealPath());
    } catch (IOException e) {
      // processes of others may not be looked at, and some end while we look
      return false;
    }
  }

  private static void end(ProcessHandle process) {
    process.destroy();
    Deadline deadline = Deadline.in(PATIENCE);
    while (process.isAlive() && !deadline.passed()) {
      Deadline.pause();
    }
    process.destroyForcibly();
    while (process.isAlive()) {
      Deadline.pause();
    }
  }
}
