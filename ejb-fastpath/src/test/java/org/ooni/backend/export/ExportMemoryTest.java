// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportMemoryTest {

  private static final String LARGE =
      """
      UPDATE fastpath SET scores = (
        SELECT string_agg(md5(n || measurement_uid), '') FROM generate_series(1, 1000) n)
      """;

  /** 3,000 rows of 32 KB are 96 MB of text. */
  @Test
  void aMonthOfAHundredMegabytesFitsThroughAHeapOfFortyEight(@TempDir Path folder)
      throws Exception {
    try (ExportWorld world = new ExportWorld(folder)) {
      world.measure("2026-03-01 00:00:00Z", 3000);
      world.sql(LARGE);
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx48m",
                  "-cp",
                  System.getProperty(
                      "surefire.test.class.path", System.getProperty("java.class.path")),
                  SmallExport.class.getName(),
                  Integer.toString(world.postgres.port()),
                  world.s3.endpoint().toString(),
                  folder.toString(),
                  "2026-03")
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), output);
      String key = "export/2026-03/fastpath.0.0.csv.gz";
      assertTrue(world.object(key).length > 48_000_000, "bytes: " + world.object(key).length);
      assertEquals(3001, world.lines(key).size());
    }
  }
}
