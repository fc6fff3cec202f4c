// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * An EAR that can be deployed.
 *
 * @param version as it says itself
 * @param file where it lies
 */
record Release(String version, Path file) {

  private static final String APPLICATION = "war-api.war";
  private static final String VERSION = "WEB-INF/classes/META-INF/version.json";

  /**
   * Opens a file.
   *
   * @throws DeployFailure when it is not the EAR of that version
   */
  static Release open(Path file, String version) {
    if (!Files.isRegularFile(file)) {
      throw new DeployFailure("no %s: put the release there".formatted(file));
    }
    String inside = versionInside(file);
    if (!inside.equals(version)) {
      throw new DeployFailure("%s is version %s, not %s".formatted(file, inside, version));
    }
    return new Release(version, file);
  }

  long megabytes() {
    try {
      return Files.size(file) >> 20;
    } catch (IOException e) {
      throw new DeployFailure("cannot read " + file, e);
    }
  }

  private static String versionInside(Path file) {
    try (ZipFile ear = new ZipFile(file.toFile())) {
      ZipEntry application = ear.getEntry(APPLICATION);
      if (application == null) {
        throw new DeployFailure(file + " is not the EAR of the backend");
      }
      try (InputStream bytes = ear.getInputStream(application);
          ZipInputStream war = new ZipInputStream(bytes)) {
        ZipEntry entry = war.getNextEntry();
        while (entry != null && !entry.getName().equals(VERSION)) {
          entry = war.getNextEntry();
        }
        String version = new ObjectMapper().readTree(war.readAllBytes()).path("version").asText();
        return version.isEmpty() ? "0.0.0" : version;
      }
    } catch (IOException e) {
      throw new DeployFailure("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }
}
