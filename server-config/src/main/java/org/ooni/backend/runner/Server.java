// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** WildFly with the EAR, as one process with its state below the run directory. */
final class Server {

  static final String NAME = "server";

  private static final Duration PATIENCE = Duration.ofSeconds(240);
  private static final Duration GRACE = Duration.ofSeconds(60);
  private static final Pattern CAUSE = Pattern.compile("Caused by: [\\w.$]+: ([^\\n\"]+)");
  private static final String ARCHIVE = "ooni-backend.ear";

  private final Layout layout;
  private final Path home;
  private final Path ear;
  private final URI base;
  private final List<String> javaOptions;

  Server(Layout layout, Path home, Path ear, URI base, List<String> javaOptions) {
    this.layout = layout;
    this.home = home;
    this.ear = ear;
    this.base = base;
    this.javaOptions = javaOptions;
  }

  /** The Java this process runs on. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Puts the configuration in place and starts the server, without the EAR. Does not wait. */
  Child start(Map<String, String> environment) {
    try {
      Unpacking.delete(layout.serverBase().resolve("tmp"));
      Unpacking.delete(layout.serverBase().resolve("configuration"));
      Unpacking.delete(layout.deployments());
      copyConfiguration();
      Files.createDirectories(layout.deployments());
    } catch (IOException e) {
      throw new RunFailure("Cannot prepare " + layout.serverBase() + ": " + e, e);
    }
    ProcessBuilder builder = new ProcessBuilder(command());
    builder.environment().putAll(environment);
    builder.directory(layout.runDirectory().toFile());
    builder.redirectError(layout.logs().resolve("server.stderr.log").toFile());
    return Child.start(NAME, builder, layout.pidFile(NAME), layout.serverConsole());
  }

  /** Hands the EAR to the server, which looks for it once a second. */
  void deploy() {
    Path part = layout.deployments().resolve(ARCHIVE + ".part");
    try {
      Files.copy(ear, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, layout.deployments().resolve(ARCHIVE), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new RunFailure("Cannot deploy " + ear + ": " + e, e);
    }
  }

  /** Waits until the EAR is deployed and says it is alive. */
  void await(Child server) {
    Deadline deadline = Deadline.in(PATIENCE);
    HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    while (!deployed() || !alive(client)) {
      if (Files.exists(marker("failed"))) {
        throw new RunFailure(
            "The EAR could not be deployed: %s (see %s)".formatted(refusal(), layout.serverLog()));
      }
      if (!server.alive()) {
        throw new RunFailure("The server ended while it started: see " + layout.serverLog());
      }
      if (deadline.passed()) {
        throw new RunFailure(
            "The server is not ready after " + PATIENCE + ": see " + layout.serverLog());
      }
      Deadline.pause();
    }
  }

  /** Lets requests and messages in work come to their end. */
  void stop(Child server) {
    server.stop(GRACE);
  }

  private String refusal() {
    try {
      return cause(Files.readString(marker("failed")));
    } catch (IOException e) {
      return "no reason given";
    }
  }

  /** The innermost reason out of what the server writes of a deployment that failed. */
  static String cause(String description) {
    Matcher cause = CAUSE.matcher(description);
    String found = "no reason given";
    while (cause.find()) {
      found = cause.group(1);
    }
    return found;
  }

  private boolean deployed() {
    return Files.exists(marker("deployed"));
  }

  private Path marker(String state) {
    return layout.deployments().resolve(ARCHIVE + "." + state);
  }

  private boolean alive(HttpClient client) {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/__lbheartbeat__"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailure("Interrupted while waiting for the server.", e);
    }
  }

  private void copyConfiguration() throws IOException {
    Path from = home.resolve("standalone").resolve("configuration");
    Path to = layout.serverBase().resolve("configuration");
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(List.of("-Xms512m", "-Xmx2g", "-XX:+UseG1GC", "-XX:+ExitOnOutOfMemoryError"));
    command.add("@" + layout.javaOptions());
    command.addAll(javaOptions);
    command.addAll(
        List.of(
            "-Dlogging.configuration="
                + layout.serverBase().resolve("configuration/logging.properties").toUri(),
            "-Dorg.jboss.boot.log.file=" + layout.serverLog(),
            "-Djboss.home.dir=" + home,
            "-Djboss.server.base.dir=" + layout.serverBase(),
            "-Djboss.server.log.dir=" + layout.logs(),
            "-jar",
            home.resolve("jboss-modules.jar").toString(),
            "-mp",
            home.resolve("modules").toString(),
            "org.jboss.as.standalone",
            "-c",
            ServerHome.CONFIGURATION));
    return command;
  }
}
