// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ooni.backend.runner.LocalPlatform;

/**
 * What the image has in {@code /app}, made by the script that the Dockerfile calls, and processes
 * that run in it as in a container: on a root file system that cannot be written, as user 10001,
 * with nothing in the environment but what the Dockerfile and a manifest say.
 */
final class ImageContainer {

  private final Path directory = Path.of(System.getProperty("run.dir") + "-image").toAbsolutePath();
  private final LocalPlatform platform;
  private final int port;

  private ImageContainer(LocalPlatform platform, int port) {
    this.platform = platform;
    this.port = port;
  }

  /** Whether a process may have a root file system of its own here, as root or not. */
  static boolean isPossible() throws IOException, InterruptedException {
    String trial = "unshare --mount true || unshare --user --map-root-user --mount true";
    return Program.run(new ProcessBuilder("sh", "-c", trial)).status() == 0;
  }

  /** Prepares the image; its processes share the database and the object store of the platform. */
  static ImageContainer prepare(LocalPlatform platform) throws Exception {
    ImageContainer container = new ImageContainer(platform, Program.freePort());
    Program.delete(container.directory);
    Files.createDirectories(container.directory);
    ProcessBuilder prepare =
        new ProcessBuilder(
            Program.CHECKOUT.resolve("docker/prepare").toString(),
            System.getProperty("wildfly.zip"),
            container.tree().toString());
    prepare.environment().put("EAR", System.getProperty("ear.file"));
    prepare.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Program.output(prepare);
    container.writeSecrets();
    return container;
  }

  /** The tree that the image has in {@code /app}. */
  Path tree() {
    return directory.resolve("app");
  }

  /** Where the server in it answers. */
  URI baseUri() {
    return URI.create("http://127.0.0.1:" + port + "/");
  }

  /** Starts the server as the image's ENTRYPOINT and CMD do. The caller stops it. */
  Process serve(Path output) throws IOException {
    return container(settings(), "/app/bin/backend", "serve")
        .redirectOutput(output.toFile())
        .start();
  }

  /** Runs a command to its end, with the settings of the backend's container. */
  Program.Outcome run(String... command) throws IOException, InterruptedException {
    return Program.run(container(settings(), command));
  }

  /** Runs a command to its end, with these settings and no others. */
  Program.Outcome run(Map<String, String> settings, String... command)
      throws IOException, InterruptedException {
    return Program.run(container(settings, command));
  }

  /** What the container of the migration is given. */
  Map<String, String> migrationSettings() throws SQLException {
    return Map.of(
        "DATABASE_URL", databaseUrl(), "DATABASE_OWNER_PASSWORD_FILE", file("database_owner"));
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("PORT", Integer.toString(port));
    settings.put("BIND_ADDRESS", "127.0.0.1");
    settings.put("MANAGEMENT_PORT", Integer.toString(Program.freePort()));
    settings.put("S3_ENDPOINT", platform.objectStoreUri().toString());
    settings.put("S3_BUCKET", platform.bucket());
    settings.put("JAVA_OPTIONS", "-Xmx1g");
    try {
      settings.put("DATABASE_URL", databaseUrl());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    SECRETS.forEach(name -> settings.put(name + "_FILE", file(name)));
    return settings;
  }

  /** What the manifests mount for the server. */
  static final List<String> SECRETS =
      List.of(
          "DATABASE_PASSWORD",
          "S3_ACCESS_KEY",
          "S3_SECRET_KEY",
          "PROBE_TOKEN_KEY",
          "SESSION_TOKEN_KEY",
          "ACCOUNT_ID_HASHING_KEY");

  private static String file(String name) {
    return "/run/secrets/" + name;
  }

  private void writeSecrets() throws IOException {
    Path secrets = Files.createDirectories(directory.resolve("secrets"));
    for (String name : SECRETS) {
      Files.writeString(secrets.resolve(name), platform.secret(name) + "\n");
    }
    Files.writeString(
        secrets.resolve("database_owner"), platform.secret("DATABASE_OWNER_PASSWORD") + "\n");
  }

  private String databaseUrl() throws SQLException {
    try (Connection connection = platform.applicationConnection()) {
      return connection.getMetaData().getURL();
    }
  }

  private ProcessBuilder container(Map<String, String> settings, String... command) {
    List<String> whole = new ArrayList<>();
    whole.add("sh");
    whole.add(
        Program.CHECKOUT
            .resolve("ear/src/test/resources/org/ooni/backend/system/container.sh")
            .toString());
    whole.add(directory.resolve("root").toString());
    whole.add(tree().toString());
    whole.add(System.getProperty("java.home"));
    whole.add(directory.resolve("data").toString());
    whole.add(directory.resolve("secrets").toString());
    whole.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(whole).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", "/opt/java/openjdk/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    builder.environment().putAll(settings);
    return builder;
  }
}
