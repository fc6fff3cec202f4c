// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Short-lived commands that are waited for. */
final class Commands {

  private Commands() {}

  /**
   * Runs to the end, with all output going to a file.
   *
   * @throws RunFailure with the last line of the output when the command fails
   */
  static void run(String purpose, ProcessBuilder builder, Path output) {
    Process process = null;
    try {
      Files.createDirectories(output.getParent());
      process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
      if (process.waitFor() != 0) {
        throw new RunFailure("%s failed: %s (see %s)".formatted(purpose, lastLine(output), output));
      }
    } catch (IOException e) {
      throw new RunFailure(purpose + " failed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailure(purpose + " was interrupted.", e);
    } finally {
      if (process != null) {
        process.destroy();
      }
    }
  }

  /** The last line with letters in it, shortened. */
  static String lastLine(Path output) {
    try (Stream<String> lines = Files.lines(output)) {
      List<String> spoken =
          lines.map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.toList());
      String last = spoken.isEmpty() ? "no output" : spoken.get(spoken.size() - 1);
      return last.length() > 300 ? last.substring(0, 300) : last;
    } catch (IOException e) {
      return "no output";
    }
  }
}
