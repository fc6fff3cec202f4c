// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ooni.backend.objectstore.FakeS3;

/** The situations in which the reference loses measurements (probe services 6.4, rows 1 to 6). */
class ReferenceLossesTest {

  private static final String FIRST =
      "raw/20261122/14/IT/webconnectivity/2026112214_IT_webconnectivity.n1.0";

  private ArchiveWorld world;

  @BeforeEach
  void begin() throws SQLException {
    world = new ArchiveWorld();
  }

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  @Test
  void row1AnObjectThatCannotBePutIsPutByALaterRun() throws Exception {
    accept(1, 5);
    world.s3.fault(".tar.gz", FakeS3.Fault.FAILS);
    assertEquals(1, world.run().failed());
    world.s3.repair();
    world.runUntilDone();
    world.assertArchivedOnce();
  }

  @Test
  void row2WhatComesAfterAFailedPutDoesNotReplaceWhatFailed() throws Exception {
    accept(1, 5);
    world.s3.fault(".jsonl.gz", FakeS3.Fault.FAILS);
    world.run();
    accept(6, 7);
    world.run();
    world.s3.repair();
    world.runUntilDone();
    world.assertArchivedOnce();
    assertEquals("5,2", sizes());
  }

  @Test
  void row3WhatComesLateGetsACanOfItsOwnHour() throws Exception {
    accept(1, 5);
    world.run();
    byte[] published = world.s3.objects().get(FIRST + ".tar.gz");
    world.now = ArchiveWorld.NOW.plusSeconds(86_400);
    accept(6, 7);
    world.accept(0);
    world.run();
    world.assertArchivedOnce();
    assertEquals("5,3", sizes());
    assertArrayEquals(published, world.s3.objects().get(FIRST + ".tar.gz"));
  }

  @Test
  void row3AThousandLateMeasurementsOfAPublishedHourAreAllKept() throws Exception {
    accept(1, 5);
    world.run();
    accept(6, 1005);
    world.run();
    world.assertArchivedOnce();
  }

  @Test
  void row4WhatTheDatabaseDidNotTakeAfterThePutIsIndexedLater() throws Exception {
    accept(1, 5);
    world.sql("ALTER TABLE jsonl ADD CONSTRAINT ck_away CHECK (linenum < 3) NOT VALID");
    try {
      assertEquals(1, world.run().failed());
      assertEquals("0", world.one("SELECT count(*) FROM jsonl"));
    } finally {
      world.sql("ALTER TABLE jsonl DROP CONSTRAINT ck_away");
    }
    assertEquals(2, world.s3.objects().size());
    world.runUntilDone();
    world.assertArchivedOnce();
  }

  @Test
  void row5WhatArrivesInTheMiddleOfAnythingIsKept() throws Exception {
    accept(1, 5);
    world.retention = java.time.Duration.ZERO;
    Set<ArchivePoint> seen = EnumSet.noneOf(ArchivePoint.class);
    world.run(
        point -> {
          try {
            if (seen.add(point)) {
              world.accept(100 + point.ordinal());
            }
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
    assertTrue(seen.contains(ArchivePoint.CAN_SEALED) && seen.contains(ArchivePoint.CAN_PURGED));
    world.run();
    world.run();
    world.assertArchivedOnce();
    assertEquals("0", world.one("SELECT count(*) FROM spool"));
  }

  @Test
  void row6WhatCannotBeALineStaysWhereItIsWithTheReason() throws Exception {
    accept(1, 2);
    java.time.Instant time = ArchiveWorld.NOW.minusSeconds(3600);
    for (String body : List.of("---\nprobe_cc: IT\n", "{\"format\":\"yaml\",\"content\":\"\"}")) {
      world.accepted.remove(world.acceptSubmission(time, "IT", "webconnectivity", body));
    }
    byte[] text = ArchiveWorld.utf8("{\"format\":\"json\",\"content\":");
    world.insert(
        "20261122141000.000001_IT_webconnectivity_0123456789abcdef",
        new String(text),
        Zstd.compress(text));
    world.run();
    world.assertArchivedOnce();
    assertEquals("3", world.one("SELECT count(*) FROM spool WHERE set_aside IS NOT NULL"));
  }

  private void accept(int first, int last) throws SQLException {
    for (int i = first; i <= last; i++) {
      world.accept(i);
    }
  }

  private String sizes() throws SQLException {
    return world.one("SELECT string_agg(measurements::text, ',' ORDER BY number) FROM archive_can");
  }
}
