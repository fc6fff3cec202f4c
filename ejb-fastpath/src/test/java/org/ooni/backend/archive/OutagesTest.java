// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * At each point of a run the database goes away, or another node is at work, or a node wakes that
 * was taken for dead (hostile inputs I05, I17 and I18).
 */
class OutagesTest {

  private static final int BODIES = 11;

  private ArchiveWorld world;

  @BeforeEach
  void begin() throws SQLException {
    world = new ArchiveWorld();
    world.canMeasurements = 4;
    world.retention = Duration.ZERO;
    for (int i = 0; i < BODIES; i++) {
      world.accept(i % 2 == 0 ? "IT" : "DE", "telegram", i);
    }
  }

  @AfterEach
  void end() throws Exception {
    superuser("ALTER ROLE ooni_app LOGIN");
    world.close();
  }

  @ParameterizedTest
  @EnumSource(ArchivePoint.class)
  void aDatabaseThatGoesAwayAtAPointIsWaitedFor(ArchivePoint point) throws Exception {
    ArchiveRun.Result cut =
        world.run(
            once(
                point,
                () -> {
                  superuser("ALTER ROLE ooni_app NOLOGIN");
                  endSessions();
                }));
    assertTrue(cut.failed() > 0);
    assertEquals(0, world.run().published());
    superuser("ALTER ROLE ooni_app LOGIN");
    assertComplete();
  }

  @ParameterizedTest
  @EnumSource(ArchivePoint.class)
  void anotherNodeLeavesAloneWhatIsInWork(ArchivePoint point) throws Exception {
    ArchiveRun.Result[] other = new ArchiveRun.Result[1];
    ArchiveRun.Result own = world.run(once(point, () -> other[0] = world.run()));
    assertEquals(0, own.failed() + other[0].failed());
    assertComplete();
  }

  @ParameterizedTest
  @EnumSource(ArchivePoint.class)
  void aNodeThatWakesAfterOthersDidItsWorkSpoilsNothing(ArchivePoint point) throws Exception {
    world.run(
        once(
            point,
            () -> {
              endSessions();
              world.runUntilDone();
              world.assertArchivedOnce();
            }));
    world.assertArchivedOnce();
    assertComplete();
  }

  private void assertComplete() throws Exception {
    world.runUntilDone();
    world.run();
    world.assertArchivedOnce();
    assertEquals("0", world.one("SELECT count(*) FROM spool"));
    assertEquals("0", world.one("SELECT count(*) FROM archive_can WHERE state <> 'PURGED'"));
    assertEquals("0", world.one("SELECT count(*) FROM archive_can WHERE manifest_id IS NULL"));
    assertEquals("0", world.one("SELECT count(*) FROM archive_manifest WHERE stored_at IS NULL"));
  }

  /** What may go wrong while it is made go wrong. */
  private interface Happening {
    void happen() throws Exception;
  }

  /** Has it happen when the point is passed first. */
  private static Consumer<ArchivePoint> once(ArchivePoint point, Happening happening) {
    boolean[] happened = new boolean[1];
    return passed -> {
      if (passed != point || happened[0]) {
        return;
      }
      happened[0] = true;
      try {
        happening.happen();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    };
  }

  /** Has all sessions of the archive end, and with them their locks; that of the test stays. */
  private void endSessions() throws SQLException {
    superuser(
        """
        SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
        WHERE usename = 'ooni_app' AND datname = 'ooni' AND pid <> %s
        """
            .formatted(world.one("SELECT pg_backend_pid()")));
  }

  private void superuser(String sql) throws SQLException {
    try (Connection connection = world.postgres.dataSource("postgres", "ooni").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
