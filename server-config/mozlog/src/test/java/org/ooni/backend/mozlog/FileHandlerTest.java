// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.mozlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHandlerTest {

  @TempDir Path directory;

  @Test
  void aLineThatAKillHasTornDoesNotSpoilTheNext() throws Exception {
    Path file = directory.resolve("server.log");
    Files.writeString(file, "{\"Timestamp\":17956");
    FileHandler handler = handler(file);
    handler.publish(entry("after"));
    handler.close();
    List<String> lines = Files.readAllLines(file);
    assertEquals("{\"Timestamp\":17956", lines.get(0));
    new MozlogSchema().valid(lines.get(1) + "\n");
  }

  @Test
  void filesAreBoundedInSizeAndNumber() throws Exception {
    FileHandler handler = handler(directory.resolve("server.log"));
    handler.setRotateSize(30_000);
    handler.setMaxBackupIndex(2);
    for (int i = 0; i < 600; i++) {
      handler.publish(entry("x".repeat(100)));
    }
    handler.close();
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> all = files.toList();
      assertEquals(3, all.size());
      for (Path file : all) {
        // a buffer more than was asked for
        assertTrue(Files.size(file) < 50_000, file + " " + Files.size(file));
        for (String line : Files.readAllLines(file)) {
          new MozlogSchema().valid(line + "\n");
        }
      }
    }
  }

  private static FileHandler handler(Path file) throws Exception {
    FileHandler handler = new FileHandler();
    handler.setFileName(file.toString());
    return handler;
  }

  private static ExtLogRecord entry(String message) {
    return new ExtLogRecord(Level.INFO, message, ExtLogRecord.FormatStyle.NO_FORMAT, "");
  }
}
