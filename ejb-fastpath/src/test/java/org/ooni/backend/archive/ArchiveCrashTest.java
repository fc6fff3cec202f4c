// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The process is killed at each point that a run passes (hostile inputs, I02). */
class ArchiveCrashTest {

  static final int CAN_MEASUREMENTS = 4;

  private static final String UNUSED_NUMBERS =
      """
      SELECT count(*) FROM (
        SELECT FROM archive_can GROUP BY hour, probe_cc, nettest
        HAVING max(number) >= count(*) OR max(jsonl_number) >= count(*)) AS gap
      """;

  private ArchiveWorld world;

  @BeforeEach
  void begin() throws Exception {
    world = new ArchiveWorld();
    world.canMeasurements = CAN_MEASUREMENTS;
    world.retention = Duration.ZERO;
    for (int i = 0; i < 11; i++) {
      world.accept(i % 2 == 0 ? "IT" : "DE", "telegram", i);
    }
  }

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  @ParameterizedTest
  @EnumSource(ArchivePoint.class)
  void afterAKillEveryBodyIsArchivedOnce(ArchivePoint point) throws Exception {
    runAndDie(point);
    goOn();
  }

  @Test
  void afterSeveralKillsEveryBodyIsArchivedOnce() throws Exception {
    runAndDie(ArchivePoint.JSONL_PUT);
    world.accept("IT", "telegram", 50);
    runAndDie(ArchivePoint.LINES_INDEXED);
    runAndDie(ArchivePoint.LINES_INDEXED);
    world.accept("IT", "telegram", 51);
    runAndDie(ArchivePoint.BODIES_PURGED);
    goOn();
  }

  private void goOn() throws Exception {
    CanFiles.deleteLeftOvers(world.folder);
    world.runUntilDone();
    world.run();
    world.assertArchivedOnce();
    assertEquals("0", world.one("SELECT count(*) FROM spool"));
    assertEquals("0", world.one("SELECT count(*) FROM archive_can WHERE state <> 'PURGED'"));
    assertEquals("0", world.one(UNUSED_NUMBERS), "a can went on under another name");
    assertEquals("0", world.one("SELECT count(*) FROM archive_can WHERE manifest_id IS NULL"));
    assertEquals("0", world.one("SELECT count(*) FROM archive_manifest WHERE stored_at IS NULL"));
  }

  private void runAndDie(ArchivePoint point) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                MortalArchive.class.getName(),
                Integer.toString(world.postgres.port()),
                world.s3.endpoint().toString(),
                world.folder.toString(),
                point.name())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(MortalArchive.DEAD, process.waitFor(), output);
  }
}
