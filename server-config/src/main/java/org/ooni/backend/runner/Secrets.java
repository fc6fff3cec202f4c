// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Keys and passwords: those of the environment, else random ones that are made at the first start
 * and kept in a file only its owner may read.
 */
final class Secrets {

  static final String SUPERUSER_PASSWORD = "DATABASE_SUPERUSER_PASSWORD";
  static final String OWNER_PASSWORD = "DATABASE_OWNER_PASSWORD";
  static final String APPLICATION_PASSWORD = "DATABASE_PASSWORD";
  static final String S3_ACCESS_KEY = "S3_ACCESS_KEY";
  static final String S3_SECRET_KEY = "S3_SECRET_KEY";

  /** Those the server is given; the others stay with the runner. */
  static final List<String> OF_SERVER =
      List.of(
          "PROBE_TOKEN_KEY",
          "SESSION_TOKEN_KEY",
          "ACCOUNT_ID_HASHING_KEY",
          APPLICATION_PASSWORD,
          S3_ACCESS_KEY,
          S3_SECRET_KEY);

  private static final int BYTES = 32;

  private final Path file;
  private final Map<String, String> environment;
  private final Properties kept = new Properties();

  private Secrets(Path file, Map<String, String> environment) {
    this.file = file;
    this.environment = environment;
  }

  static Secrets open(Path file, Map<String, String> environment) {
    Secrets secrets = new Secrets(file, environment);
    secrets.load();
    return secrets;
  }

  /** Never empty. */
  String get(String name) {
    String given = environment.get(name);
    return given != null && !given.isEmpty() ? given : kept.getProperty(name);
  }

  /** What the server is told of them. */
  Map<String, String> environment() {
    return OF_SERVER.stream().collect(Collectors.toMap(name -> name, this::get));
  }

  private void load() {
    try {
      if (Files.exists(file)) {
        try (InputStream stream = Files.newInputStream(file)) {
          kept.load(stream);
        }
      }
      boolean added = draw(SUPERUSER_PASSWORD) | draw(OWNER_PASSWORD);
      for (String name : OF_SERVER) {
        added |= draw(name);
      }
      if (added) {
        save();
      }
    } catch (IOException e) {
      throw new RunFailure("Cannot read or write " + file + ": " + e.getMessage(), e);
    }
  }

  private boolean draw(String name) {
    if (kept.containsKey(name)) {
      return false;
    }
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    kept.setProperty(name, HexFormat.of().formatHex(random));
    return true;
  }

  private void save() throws IOException {
    StringWriter text = new StringWriter();
    kept.store(text, "Random secrets of this local run");
    write(file, text.toString());
  }

  /** Writes a file that only its owner may read, whole or not at all. */
  static void write(Path target, String text) throws IOException {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    Files.deleteIfExists(part);
    Files.createFile(
        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(part, text);
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
  }
}
