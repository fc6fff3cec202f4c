// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ooni.backend.runner.LocalPlatform;

/** One of several processes of an operator's server, each with a directory and ports of its own. */
final class OwnedNode implements AutoCloseable {

  private final OwnedServer server;
  private final String name;
  private final String configuration;
  private final Map<String, String> environment = new HashMap<>();
  private final int port = Program.freePort();
  private final int managementPort = Program.freePort();
  private Process process;

  /**
   * Prepares it; secrets come from files, as the README says.
   *
   * @param platform whose database and object store it uses
   */
  OwnedNode(
      OwnedServer server,
      String name,
      String configuration,
      LocalPlatform platform,
      Map<String, String> further)
      throws Exception {
    this.server = server;
    this.name = name;
    this.configuration = configuration;
    Path configurations = Files.createDirectories(base().resolve("configuration"));
    try (Stream<Path> files = Files.list(server.configuration(configuration).getParent())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, configurations.resolve(file.getFileName()));
      }
    }
    Files.createDirectories(base().resolve("deployments"));
    Path secrets = Files.createDirectories(base().resolve("secrets"));
    for (String secret : ImageContainer.SECRETS) {
      Files.writeString(secrets.resolve(secret), platform.secret(secret) + "\n");
      environment.put(secret + "_FILE", secrets.resolve(secret).toString());
    }
    environment.put("DATABASE_URL", url(platform));
    environment.put("S3_ENDPOINT", platform.objectStoreUri().toString());
    environment.put("S3_BUCKET", platform.bucket());
    environment.put("PORT", Integer.toString(port));
    environment.put("MANAGEMENT_PORT", Integer.toString(managementPort));
    environment.put("CONSOLE_LOG_LEVEL", "OFF");
    environment.put("LAUNCH_JBOSS_IN_BACKGROUND", "true");
    environment.put("JDK_JAVA_OPTIONS", DeployedSystem.QUICK_START);
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("PATH", System.getenv("PATH"));
    environment.putAll(further);
  }

  Path base() {
    return server.directory().resolve("nodes").resolve(name);
  }

  URI baseUri() {
    return URI.create("http://127.0.0.1:" + port + "/");
  }

  URI managementUri() {
    return URI.create("http://127.0.0.1:" + managementPort + "/");
  }

  int managementPort() {
    return managementPort;
  }

  String name() {
    return name;
  }

  /** The server's own process: the script that started it waits for it. */
  long pid() {
    return process.descendants().mapToLong(ProcessHandle::pid).max().orElseThrow();
  }

  /** Starts it and does not wait. */
  void start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            server.home().resolve("bin/standalone.sh").toString(),
            "-c",
            configuration,
            "-Djboss.server.base.dir=" + base(),
            "-Djboss.node.name=" + name,
            "-Djboss.tx.node.id=" + name);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(base().resolve("console.log").toFile());
    process = builder.start();
  }

  /** Whether the application takes requests. */
  boolean answers() {
    if (!process.isAlive()) {
      throw new IllegalStateException(name + " has ended, see " + base());
    }
    try {
      return new Probe(baseUri()).get("/__lbheartbeat__").status() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether it has started, without an application. */
  boolean isUp() {
    try {
      return new Probe(baseUri()).get("/").status() == 503;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** SIGTERM; tells how long it took to end. */
  Duration stop() throws InterruptedException {
    long start = System.nanoTime();
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException(name + " does not end");
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Override
  public void close() {
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String url(LocalPlatform platform) throws Exception {
    try (var connection = platform.applicationConnection()) {
      return connection.getMetaData().getURL();
    }
  }
}
