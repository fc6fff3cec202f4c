// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How commands are put before others, to run them apart from the terminal or not as root. */
final class Privileges {

  private static final List<String> OTHER_NAMESPACE =
      List.of("unshare", "--user", "--map-user=1000", "--map-group=1000");
  private static final String NOBODY = "65534";
  private static final List<String> OTHER_USER =
      List.of(
          "setpriv",
          "--reuid=" + NOBODY,
          "--regid=" + NOBODY,
          "--clear-groups",
          // the checkout may lie where only root may look
          "--inh-caps=+dac_override,+dac_read_search",
          "--ambient-caps=+dac_override,+dac_read_search");

  private final List<String> prefix;

  private Privileges(List<String> prefix) {
    this.prefix = prefix;
  }

  /**
   * PostgreSQL refuses to be root. Where we are, it gets a user namespace in which it is not, or,
   * where that is forbidden, another user.
   */
  static Privileges ofDatabase() {
    if (!isRoot()) {
      return new Privileges(List.of());
    }
    if (works(OTHER_NAMESPACE)) {
      return new Privileges(OTHER_NAMESPACE);
    }
    if (works(OTHER_USER)) {
      return new Privileges(OTHER_USER);
    }
    throw new RunFailure(
        "PostgreSQL does not run as root and neither unshare nor setpriv works here: start as another user.");
  }

  /** The command as that user. */
  List<String> command(List<String> command) {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return whole;
  }

  /** Gives a directory to the user the database runs as, where that is another one. */
  void own(Path directory) throws IOException {
    if (prefix.equals(OTHER_USER)) {
      try (Stream<Path> all = Files.walk(directory)) {
        for (Path path : all.toList()) {
          Files.setAttribute(path, "unix:uid", Integer.valueOf(NOBODY));
          Files.setAttribute(path, "unix:gid", Integer.valueOf(NOBODY));
        }
      }
    }
  }

  static List<String> ownSession(List<String> command) {
    if (!onPath("setsid")) {
      return command;
    }
    List<String> whole = new ArrayList<>(List.of("setsid"));
    whole.addAll(command);
    return whole;
  }

  private static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException | UnsupportedOperationException e) {
      throw new RunFailure("Only Linux is supported: " + e.getMessage(), e);
    }
  }

  private static boolean works(List<String> prefix) {
    if (!onPath(prefix.get(0))) {
      return false;
    }
    List<String> trial = new ArrayList<>(prefix);
    trial.add("true");
    try {
      Process process =
          new ProcessBuilder(trial)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailure("Interrupted while looking for another user.", e);
    }
  }

  private static boolean onPath(String command) {
    return Stream.of(
            System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, command)));
  }
}
