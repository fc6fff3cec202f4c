// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/**
 * A stock server with our modules and configuration scripts applied, made once for each version of
 * the three and then only read.
 */
final class ServerHome {

  static final String CONFIGURATION = "standalone-full.xml";

  private static final List<String> STATE = List.of("data", "log", "tmp");

  /** Our own modules are small; those of others have another size when they are another version. */
  private static final long READ_WHOLE = 1 << 20;

  private final Layout layout;
  private final Path zip;

  ServerHome(Layout layout, Path zip) {
    this.layout = layout;
    this.zip = zip;
  }

  /** The directory, made when it is absent. */
  Path ready(Progress progress) {
    if (!Files.isRegularFile(zip)) {
      throw new RunFailure(
          "No server at " + zip + ": give the WildFly zip with -Dwildfly.zip=FILE.");
    }
    Path home = layout.tools().resolve("wildfly-" + fingerprint());
    Unpacking.once(home, part -> make(part, progress));
    return home;
  }

  private void make(Path home, Progress progress) throws IOException {
    progress.line("unpacking the server");
    long size = Files.size(zip);
    try (InputStream stream = Files.newInputStream(zip);
        InputStream counted =
            Unpacking.counted(stream, done -> progress.bar("server", done, size));
        ZipArchiveInputStream entries = new ZipArchiveInputStream(counted)) {
      Unpacking.unpack(entries, home, 1);
    }
    Unpacking.link(layout.modulesOverlay(), home.resolve("modules"));
    progress.line("configuring the server");
    configure(home);
  }

  private void configure(Path home) throws IOException {
    Path script = home.resolve("configure.cli");
    StringBuilder all =
        new StringBuilder("embed-server --server-config=" + CONFIGURATION + " --std-out=discard\n");
    for (Path topic : scripts()) {
      all.append(Files.readString(topic)).append('\n');
    }
    Files.writeString(script, all.append("stop-embedded-server\n"));
    List<String> command =
        List.of(
            Server.java(),
            "-Djboss.home.dir=" + home,
            "-Djboss.modules.system.pkgs=com.sun.java.swing",
            "-jar",
            home.resolve("jboss-modules.jar").toString(),
            "-mp",
            home.resolve("modules").toString(),
            "org.jboss.as.cli",
            "--file=" + script);
    Files.copy(
        layout.firstLogging(),
        home.resolve("standalone").resolve("configuration").resolve("logging.properties"),
        StandardCopyOption.REPLACE_EXISTING);
    Path output = layout.tools().resolve("configure.log");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JBOSS_HOME", home.toString());
    Commands.run("configuring the server", builder, output);
    for (String directory : STATE) {
      Unpacking.delete(home.resolve("standalone").resolve(directory));
    }
  }

  private List<Path> scripts() throws IOException {
    try (Stream<Path> all = Files.list(layout.scripts())) {
      // those without a number are for installations of another kind
      return all.filter(path -> path.getFileName().toString().matches("\\d.*\\.cli"))
          .sorted()
          .toList();
    }
  }

  /** Changes with whatever the directory is made of. */
  private String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      add(digest, zip.getFileName() + " " + Files.size(zip));
      for (Path script : scripts()) {
        add(digest, Files.readString(script));
      }
      add(digest, Files.readString(layout.firstLogging()));
      if (!Files.isDirectory(layout.modulesOverlay())) {
        throw new RunFailure("No server modules: build the repository first (mvn package).");
      }
      try (Stream<Path> modules = Files.walk(layout.modulesOverlay())) {
        for (Path file : modules.filter(Files::isRegularFile).sorted().toList()) {
          long size = Files.size(file);
          add(digest, file + " " + size);
          if (size <= READ_WHOLE) {
            digest.update(Files.readAllBytes(file));
          }
        }
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (IOException e) {
      throw new RunFailure("Cannot read the server's parts: " + e.getMessage(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }
}
