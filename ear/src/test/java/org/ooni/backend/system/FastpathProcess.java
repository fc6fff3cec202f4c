// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.ooni.backend.runner.LocalPlatform;

/** The script {@code fastpath}, as an operator runs it beside a platform. */
public final class FastpathProcess {

  private static final String[] SECRETS = {"DATABASE_PASSWORD", "S3_ACCESS_KEY", "S3_SECRET_KEY"};
  private static final int BETWEEN_LOOKS_MILLIS = 50;

  private final Map<String, String> environment = new HashMap<>();

  /** With the variables that the server of the platform has. */
  public FastpathProcess(LocalPlatform platform) throws SQLException {
    try (Connection connection = platform.applicationConnection()) {
      environment.put("DATABASE_URL", connection.getMetaData().getURL());
    }
    environment.put("S3_ENDPOINT", platform.objectStoreUri().toString());
    environment.put("S3_BUCKET", platform.bucket());
    for (String secret : SECRETS) {
      environment.put(secret, platform.secret(secret));
    }
    environment.put("JAVA_HOME", System.getProperty("java.home"));
  }

  /** With another value of a variable. */
  public FastpathProcess with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /**
   * How it ended.
   *
   * @param output all it said
   * @param peakKibibytes of memory; 0 where that cannot be told
   */
  public record Ended(int exitCode, String output, long peakKibibytes) {}

  /** Runs a command to its end, or to that of who waits for it. */
  public Ended run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", script().toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> outputOf(process));
    try {
      long peak = 0;
      while (!process.waitFor(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS)) {
        peak = Math.max(peak, peakOf(process.pid()));
      }
      return new Ended(process.exitValue(), output.join(), peak);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Benchmarks run in the folder of the project, tests in that of their module. */
  private static Path script() {
    Path folder = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();
    Path project = Files.isDirectory(folder.resolve("ejb-fastpath")) ? folder : folder.getParent();
    return project.resolve("ejb-fastpath").resolve("fastpath");
  }

  private static String outputOf(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What Linux says of the process, which may have ended by now. */
  private static long peakOf(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findAny()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
