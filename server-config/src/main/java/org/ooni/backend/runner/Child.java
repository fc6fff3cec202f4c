// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One process that was started here and has a file with its id, so that a later run finds it. */
final class Child {

  private final String name;
  private final Process process;
  private final Path pidFile;
  private volatile boolean expectedToEnd;

  private Child(String name, Process process, Path pidFile) {
    this.name = name;
    this.process = process;
    this.pidFile = pidFile;
  }

  /**
   * Starts a process in a session of its own, so that Ctrl-C reaches only its parent, which then
   * stops all in the right order. What it says of errors goes where the builder says, or to its
   * output.
   */
  static Child start(String name, ProcessBuilder builder, Path pidFile, Path output) {
    try {
      Files.createDirectories(output.getParent());
      builder.command(Privileges.ownSession(builder.command()));
      boolean apart = builder.redirectError() != ProcessBuilder.Redirect.PIPE;
      builder.redirectErrorStream(!apart).redirectOutput(output.toFile());
      Process process = builder.start();
      Files.writeString(pidFile, process.pid() + "\n");
      return new Child(name, process, pidFile);
    } catch (IOException e) {
      throw new RunFailure("Cannot start " + name + ": " + e.getMessage(), e);
    }
  }

  String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  /** All processes below this one, and itself. */
  List<Long> pids() {
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.of(process.toHandle()), process.descendants())
        .filter(ProcessHandle::isAlive)
        .map(ProcessHandle::pid)
        .toList();
  }

  /** Completes when the process ends and nobody here asked it to. */
  CompletableFuture<Child> unexpectedEnd() {
    CompletableFuture<Child> end = new CompletableFuture<>();
    process
        .onExit()
        .thenAccept(
            ended -> {
              if (!expectedToEnd) {
                end.complete(this);
              }
            });
    return end;
  }

  void expectEnd() {
    expectedToEnd = true;
  }

  /** Asks politely, and after the patience is over not any more. */
  void stop(Duration patience) {
    expectEnd();
    process.destroy();
    awaitEnd(patience);
  }

  /** Waits for the end; kills when it does not come. */
  void awaitEnd(Duration patience) {
    Deadline deadline = Deadline.in(patience);
    while (process.isAlive() && !deadline.passed()) {
      Deadline.pause();
    }
    kill();
  }

  /** SIGKILL. */
  void kill() {
    expectEnd();
    process.destroyForcibly();
    while (process.isAlive()) {
      Deadline.pause();
    }
    try {
      Files.deleteIfExists(pidFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
