// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A stock WildFly, unpacked as an operator does it, and configured with the script. */
final class OwnedServer {

  static final String MANAGER = "deployer";
  static final String MANAGER_PASSWORD = "a password of tests only";

  private final Path directory;

  private OwnedServer(Path directory) {
    this.directory = directory;
  }

  private static final class Holder {
    static final OwnedServer SERVER = unpack();
  }

  /** Unpacked by the first test that asks for it; tests have configurations of their own in it. */
  static OwnedServer shared() {
    return Holder.SERVER;
  }

  /** What an operator calls JBOSS_HOME. */
  Path home() {
    return directory.resolve("wildfly");
  }

  /** Where files of tests may lie. */
  Path directory() {
    return directory;
  }

  /** A configuration. */
  Path configuration(String name) {
    return home().resolve("standalone/configuration").resolve(name);
  }

  /** Runs {@code configure.sh} and returns what it says. */
  String configure(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Program.CHECKOUT.resolve("server-config/configure.sh").toString());
    command.addAll(List.of(options));
    command.add(home().toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return Program.output(builder).strip();
  }

  private static OwnedServer unpack() {
    OwnedServer server =
        new OwnedServer(Path.of(System.getProperty("run.dir") + "-owned").toAbsolutePath());
    try {
      Program.delete(server.directory);
      Files.createDirectories(server.directory);
      String jar = Path.of(System.getProperty("java.home"), "bin", "jar").toString();
      Program.output(
          new ProcessBuilder(jar, "--extract", "--file", System.getProperty("wildfly.zip"))
              .directory(server.directory.toFile()));
      try (Stream<Path> unpacked = Files.list(server.directory)) {
        Files.move(unpacked.findFirst().orElseThrow(), server.home());
      }
      try (Stream<Path> programs = Files.list(server.home().resolve("bin"))) {
        programs
            .filter(path -> path.toString().endsWith(".sh"))
            .forEach(p -> p.toFile().setExecutable(true));
      }
      server.followTheReadme();
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What the README asks of somebody who owns a server: two lines and an account. */
  private void followTheReadme() throws IOException {
    String lines =
        """

        JAVA_OPTS="$JAVA_OPTS -Dorg.wildfly.sigterm.suspend.timeout=20"
        . %s
        """
            .formatted(Program.CHECKOUT.resolve("server-config/secrets.sh"));
    Files.writeString(home().resolve("bin/standalone.conf"), lines, StandardOpenOption.APPEND);
    String who = MANAGER + ":ManagementRealm:" + MANAGER_PASSWORD;
    Files.writeString(
        configuration("mgmt-users.properties"),
        "\n" + MANAGER + "=" + md5(who) + "\n",
        StandardOpenOption.APPEND);
  }

  /** As WildFly's own program for accounts stores it. */
  private static String md5(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
