// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Programs that are run to their end, and what they need. */
final class Program {

  /** Root of the repository. */
  static final Path CHECKOUT = Path.of(System.getProperty("basedir")).toAbsolutePath().getParent();

  /** What a program ended with. */
  record Outcome(int status, String output) {}

  private Program() {}

  static Outcome run(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output);
  }

  /** The same for one that must succeed. */
  static String output(ProcessBuilder builder) throws IOException, InterruptedException {
    Outcome outcome = run(builder);
    if (outcome.status() != 0) {
      throw new IllegalStateException(builder.command() + ": " + outcome.output());
    }
    return outcome.output();
  }

  /** A port of the loopback interface that nobody listens on. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Deletes a tree; absent is fine. */
  static void delete(Path root) throws IOException {
    if (Files.exists(root)) {
      try (Stream<Path> all = Files.walk(root)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
