// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.system;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The EAR of this build under other versions. */
final class Releases {

  private static final String APPLICATION = "/war-api.war";
  private static final String VERSION = "/WEB-INF/classes/META-INF/version.json";

  private Releases() {}

  /** Writes it to a file, with that version in it. */
  static void write(Path target, String version) throws IOException {
    write(target, VERSION, "{\"version\": \"%s\"}".formatted(version));
  }

  /** One that does not start: its web application is broken. */
  static void writeBroken(Path target, String version) throws IOException {
    write(target, version);
    write(target, target, "/WEB-INF/web.xml", "<web-app>");
  }

  private static void write(Path target, String entry, String content) throws IOException {
    write(Path.of(System.getProperty("ear.file")), target, entry, content);
  }

  private static void write(Path source, Path target, String entry, String content)
      throws IOException {
    if (!source.equals(target)) {
      Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
    }
    Path application = Files.createTempFile(target.getParent(), "application", ".war");
    try (FileSystem ear = FileSystems.newFileSystem(target)) {
      Files.copy(ear.getPath(APPLICATION), application, StandardCopyOption.REPLACE_EXISTING);
      try (FileSystem war = FileSystems.newFileSystem(application)) {
        Files.writeString(war.getPath(entry), content);
      }
      Files.copy(application, ear.getPath(APPLICATION), StandardCopyOption.REPLACE_EXISTING);
    }
    Files.delete(application);
  }
}
