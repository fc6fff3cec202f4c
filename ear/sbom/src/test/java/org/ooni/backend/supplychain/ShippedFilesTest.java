// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.supplychain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class ShippedFilesTest {

  private static final Path BASE = Path.of(System.getProperty("basedir"));

  @Test
  void everyJarInTheEarAndEveryModuleOfTheServerIsInTheBill() throws IOException {
    Map<String, String> shipped = new TreeMap<>();
    try (InputStream ear = Files.newInputStream(BASE.resolve("../target/ooni-backend.ear"))) {
      collect("", ear, shipped);
    }
    Path modules = BASE.resolve("../../server-config/target/modules-overlay/modules");
    try (Stream<Path> files = Files.walk(modules)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
        shipped.put(sha256(Files.readAllBytes(file)), file.getFileName().toString());
      }
    }
    assertTrue(shipped.size() > 20, shipped::toString);
    Set<String> listed =
        Component.shipped().stream().map(Component::sha256).collect(Collectors.toSet());
    shipped.keySet().removeAll(listed);
    shipped.values().removeIf(ShippedFilesTest::isOurs);
    assertEquals(Map.of(), shipped, "not in the bill of materials");
  }

  private static void collect(String path, InputStream archive, Map<String, String> found)
      throws IOException {
    ZipInputStream zip = new ZipInputStream(archive);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      String name = path + entry.getName();
      if (name.endsWith(".jar")) {
        found.put(sha256(zip.readAllBytes()), name);
      } else if (name.endsWith(".war")) {
        collect(name + "!", new ByteArrayInputStream(zip.readAllBytes()), found);
      }
    }
  }

  /** What this build made: its version control tells what is in it. */
  private static boolean isOurs(String path) {
    return path.matches(
        "ejb-fastpath\\.jar|lib/ooni-lib\\.jar|mozlog\\.jar|.*/ooni-liquibase-[^/]*\\.jar");
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
