// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.changelog.ChangeSet;
import org.junit.jupiter.api.Test;

class MigrationTest {

  private final MigratedPostgres postgres = MigratedPostgres.shared();

  @Test
  void nothingIsPendingAfterAnUpdate() {
    assertEquals(List.of(), new Migration(postgres.owner()).pending());
  }

  @Test
  void applicationMayAskWhatIsPending() {
    assertEquals(List.of(), new Migration(postgres.application()).pending());
  }

  @Test
  void secondUpdateDoesNothing() {
    assertEquals(List.of(), update(postgres.owner()));
  }

  @Test
  void rollbackTakesEverythingBackAndUpdateBringsItAgain() throws Exception {
    DataSource database = fresh("migration_rollback");
    Migration migration = new Migration(database);
    List<String> pending = migration.pending();
    assertEquals(pending, update(database));
    List<String> before = SchemaSnapshot.of(database);
    assertTrue(before.size() > 1000, before::toString);
    SampleRows.insert(database);
    for (String table : SampleRows.tables(database)) {
      assertFalse(
          SchemaSnapshot.rows(database, "SELECT 1 FROM " + table + " LIMIT 1").isEmpty(), table);
    }

    migration.rollbackToZero();
    assertEquals(List.of(), SchemaSnapshot.of(database));
    assertEquals(pending, migration.pending());

    assertEquals(pending, update(database));
    assertEquals(before, SchemaSnapshot.of(database));
  }

  @Test
  void lockOfAKilledProcessIsTakenOver() throws SQLException {
    DataSource database = fresh("migration_lock");
    new Migration(database).pending();
    execute(
        database,
        """
        INSERT INTO databasechangeloglock (id, locked, lockgranted, lockedby)
        VALUES (1, true, now(), 'killed')
        ON CONFLICT (id) DO UPDATE SET locked = true, lockgranted = now(), lockedby = 'killed'
        """);
    assertFalse(update(database).isEmpty());
  }

  @Test
  void oneOfTwoUpdatesAtTheSameTimeDoesTheWork() throws SQLException {
    DataSource database = fresh("migration_twice");
    int total = new Migration(database).pending().size();
    List<CompletableFuture<List<String>>> updates =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> update(database)))
            .limit(2)
            .toList();
    List<Integer> applied = updates.stream().map(update -> update.join().size()).sorted().toList();
    assertEquals(List.of(0, total), applied);
  }

  @Test
  void failureNamesTheChangeSet() throws SQLException {
    DataSource database = fresh("migration_failure");
    execute(database, "CREATE TABLE spool (in_the_way integer)");
    SchemaException failure =
        assertThrows(SchemaException.class, () -> new Migration(database).update(Progress.SILENT));
    assertTrue(failure.getMessage().contains("020-spool-1"), failure::getMessage);
    execute(database, "DROP TABLE spool");
    assertEquals("020-spool-1", update(database).get(0));
  }

  @Test
  void databaseCarriesTheReleasesThatItHas() throws SQLException {
    DataSource database = fresh("migration_tags");
    update(database);
    List<String> expected =
        Releases.ofThisBuild().stream().map(r -> r.last() + " " + r.name()).sorted().toList();
    assertFalse(expected.isEmpty());
    assertEquals(
        expected,
        SchemaSnapshot.rows(
            database,
            "SELECT id || ' ' || tag FROM databasechangelog WHERE tag IS NOT NULL ORDER BY id"));
  }

  @Test
  void lockThatIsHeldEndsTheUpdateAndNotTheQueriesBehindIt() throws Exception {
    DataSource database = fresh("migration_lock_held");
    update(database);
    takeBackFrom(database, "231-spool-cans-1");
    try (Connection reader = database.getConnection();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("SELECT FROM spool");
      Migration impatient = new Migration(database, Duration.ofMillis(100));
      SchemaException failure =
          assertThrows(SchemaException.class, () -> impatient.update(Progress.SILENT));
      assertTrue(failure.getMessage().contains("lock timeout"), failure::getMessage);
      assertTrue(failure.getMessage().contains("231-spool-cans-1"), failure::getMessage);
    }
    assertEquals("231-spool-cans-1", update(database).get(0));
  }

  @Test
  void indexThatIsBuiltBesideOthersWaitsForThem() throws Exception {
    DataSource database = fresh("migration_patience");
    update(database);
    takeBackFrom(database, "231-spool-cans-4");
    CompletableFuture<Void> update;
    try (Connection writer = database.getConnection();
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute("DELETE FROM spool");
      Migration impatient = new Migration(database, Duration.ofMillis(1));
      update = CompletableFuture.runAsync(() -> impatient.update(Progress.SILENT));
      String waitsLongerThanOthersMay =
          """
          SELECT pid FROM pg_stat_activity
          WHERE datname = 'migration_patience' AND query LIKE 'CREATE INDEX CONCURRENTLY%'
            AND wait_event_type = 'Lock' AND clock_timestamp() - query_start > interval '50 ms'
          """;
      while (!update.isDone()
          && SchemaSnapshot.rows(database, waitsLongerThanOthersMay).isEmpty()) {
        Thread.onSpinWait();
      }
      writer.rollback();
    }
    update.join();
    assertEquals(List.of(), new Migration(database).pending());
  }

  private static void takeBackFrom(DataSource database, String id) throws SQLException {
    List<String> ids =
        Changelog.changeSets(Changelog.MASTER).stream().map(ChangeSet::getId).toList();
    try (Connection connection = database.getConnection()) {
      QuietLiquibase.call(
          () -> {
            Changelog.over(connection)
                .rollback(ids.size() - ids.indexOf(id), new Contexts(), new LabelExpression());
            return null;
          });
    }
  }

  private DataSource fresh(String name) throws SQLException {
    postgres.bootstrap(name);
    return postgres.dataSource(Bootstrap.OWNER, name);
  }

  private static List<String> update(DataSource database) {
    List<String> applied = Collections.synchronizedList(new ArrayList<>());
    new Migration(database)
        .update(
            (done, total, id) -> {
              applied.add(id);
              assertEquals(applied.size(), done);
              assertTrue(done <= total);
            });
    return applied;
  }

  private static void execute(DataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
