// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ooni.backend.objectstore.FakeS3;
import org.ooni.backend.repair.Repair;
import org.ooni.backend.repair.RepairRange;

/** What the store may do wrong (hostile inputs, I09), and what comes of it. */
class StoreFaultsTest {

  private static final String FIRST =
      "raw/20261122/14/IT/webconnectivity/2026112214_IT_webconnectivity.n1.0";

  private ArchiveWorld world;

  @BeforeEach
  void begin() throws SQLException {
    world = new ArchiveWorld();
    for (int i = 0; i < 12; i++) {
      world.accept(i);
    }
  }

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = FakeS3.Fault.class,
      names = {"FAILS", "FORBIDS", "STORES_AND_FAILS", "LOSES"})
  void nothingIsLostOrDoubledByAPutThatGoesWrong(FakeS3.Fault fault) throws Exception {
    for (String ending : new String[] {".tar.gz", ".jsonl.gz", ".json"}) {
      world.s3.fault(ending, fault);
      world.run();
      world.sql("UPDATE archive_can SET due = now()");
      world.run();
      assertTrue(world.meters.text().contains("archive_failures_total{reason="), ending);
      world.s3.repair();
      world.runUntilDone();
      world.assertArchivedOnce();
      world.accept(100 + world.accepted.size());
    }
  }

  @Test
  void aStoreThatIsAwayForHoursCostsNothingButTime() throws Exception {
    world.s3.breakDown();
    for (int hour = 0; hour < 5; hour++) {
      assertEquals(1, world.run().failed());
      world.accept(50 + hour);
    }
    assertEquals("0", world.one("SELECT count(*) FROM archive_can"));
    world.s3.repair();
    world.run();
    world.assertArchivedOnce();
  }

  @Test
  void aStoreThatGoesAwayInTheMiddleLeavesWhatItHas() throws Exception {
    world.canMeasurements = 2;
    world.run(
        point -> {
          if (point == ArchivePoint.CAN_INDEXED) {
            world.s3.breakDown();
          }
        });
    assertEquals("1", world.one("SELECT count(*) FROM archive_can WHERE state = 'INDEXED'"));
    assertEquals("3", world.one("SELECT count(*) FROM archive_can WHERE state = 'SEALED'"));
    world.s3.repair();
    world.runUntilDone();
    world.assertArchivedOnce();
  }

  @ParameterizedTest
  @EnumSource(Spoilt.class)
  void anObjectThatStaysSomethingElseGetsAnotherName(Spoilt spoilt) throws Exception {
    world.s3.fault(spoilt.ending, FakeS3.Fault.TRUNCATES);
    world.run();
    world.s3.repair();
    world.orphans.add(FIRST + spoilt.ending);
    byte[] before = world.s3.objects().get(FIRST + spoilt.ending);
    assertEquals("UPLOADED", world.one("SELECT state FROM archive_can"));
    world.runUntilDone();
    assertTrue(Arrays.equals(before, world.s3.objects().get(FIRST + spoilt.ending)));
    world.assertArchivedOnce();
    world.accept(90);
    world.run();
    world.assertArchivedOnce();
  }

  /** Which of both objects. */
  enum Spoilt {
    POSTCAN(".tar.gz"),
    JSONL(".jsonl.gz");

    private final String ending;

    Spoilt(String ending) {
      this.ending = ending;
    }
  }

  @Test
  void anObjectOfSomebodyElseIsLeftAlone() throws Exception {
    byte[] theirs = "theirs".getBytes();
    world.s3.put(FIRST + ".tar.gz", theirs);
    world.orphans.add(FIRST + ".tar.gz");
    world.runUntilDone();
    world.assertArchivedOnce();
    assertEquals(theirs, world.s3.objects().get(FIRST + ".tar.gz"));
  }

  @Test
  void anOwnObjectThatWasMadeByAnotherCompressorIsTakenAsItIs() throws Exception {
    world.run(
        point -> {
          if (point == ArchivePoint.CAN_UPLOADED) {
            byte[] jsonl = world.s3.objects().get(FIRST + ".jsonl.gz");
            world.s3.put(FIRST + ".jsonl.gz", Repacked.withLevel(jsonl, 1));
            world.s3.put(
                FIRST + ".tar.gz",
                Repacked.withLevel(world.s3.objects().get(FIRST + ".tar.gz"), 9));
          }
        });
    world.assertArchivedOnce();
    assertEquals("INDEXED", world.one("SELECT state FROM archive_can"));
  }

  @Test
  void anIndexedObjectThatVanishesIsPutAgainBeforeTheDatabaseGivesUpItsCopy() throws Exception {
    world.run();
    byte[] lost = world.s3.objects().get(FIRST + ".tar.gz");
    world.s3.lose(FIRST + ".tar.gz");
    world.retention = Duration.ZERO;
    assertEquals(1, world.run().failed());
    assertEquals("12", world.one("SELECT count(*) FROM spool"));
    world.runUntilDone();
    world.assertArchivedOnce();
    assertTrue(Arrays.equals(lost, world.s3.objects().get(FIRST + ".tar.gz")));
    assertEquals("0", world.one("SELECT count(*) FROM spool"));
  }

  @Test
  void linesThatTheIndexLostAreFoundAgainBeforeTheDatabaseGivesUpItsCopy() throws Exception {
    world.run();
    world.sql("DELETE FROM jsonl WHERE linenum > 4");
    world.retention = Duration.ZERO;
    assertEquals(1, world.run().failed());
    world.runUntilDone();
    world.assertArchivedOnce();
    assertEquals("0", world.one("SELECT count(*) FROM spool"));
  }

  @Test
  void linesOfAPurgedCanAreIndexedAgainFromItsObjects() throws Exception {
    world.retention = Duration.ZERO;
    world.run();
    world.sql("DELETE FROM jsonl WHERE linenum > 4");
    repair();
    world.run();
    world.assertArchivedOnce();
    assertEquals("PURGED", world.one("SELECT state FROM archive_can"));
    world.sql("DELETE FROM jsonl WHERE linenum > 4");
    world.s3.put(
        FIRST + ".tar.gz", Repacked.withLevel(world.s3.objects().get(FIRST + ".tar.gz"), 1));
    repair();
    assertEquals(1, world.run().failed());
    assertEquals("postcan_differs", world.one("SELECT last_failure FROM archive_can"));
  }

  @Test
  void aStoreWithoutConditionalWritesServesAsWell() throws Exception {
    world.s3.fault("", FakeS3.Fault.KNOWS_NO_CONDITIONS);
    world.run();
    world.assertArchivedOnce();
  }

  private void repair() throws SQLException {
    RepairRange day = new RepairRange("2026112200", "2026112300");
    new Repair(world.postgres.application()).mark(day, "test", missing -> {});
  }
}
