// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.ooni.backend.flow.EventCounters.Event;
import org.ooni.backend.problem.ClientLeft;
import org.ooni.backend.problem.TooSlow;
import org.ooni.backend.schema.MigratedPostgres;

class ReadDatabaseTest {

  private static final String LONG_WORK = "select pg_sleep(30)";
  private static final String MANY_ROWS = "select generate_series(1, 10000000)";

  private final AtomicBoolean clientHasLeft = new AtomicBoolean();
  private final RunningStatements running = new RunningStatements(clientHasLeft::get);

  @Test
  void aStatementThatTakesTooLongIsEndedAndTheRuleNamed() {
    ReadDatabase database = database(Duration.ofSeconds(1));
    TooSlow problem =
        assertThrows(TooSlow.class, () -> database.ask(LONG_WORK, PreparedStatement::execute));
    assertTrue(problem.getMessage().contains("READ_QUERY_TIMEOUT"), problem.getMessage());
    assertEquals(Map.of("time_limit", 1L), running.counters.byDetail(Event.QUERY_ENDED));
  }

  @Test
  void portionsThatTakeTooLongTogetherAreEnded() {
    ReadDatabase database = database(Duration.ofSeconds(1));
    AtomicLong rows = new AtomicLong();
    assertThrows(
        TooSlow.class,
        () ->
            database.readRows(
                MANY_ROWS,
                statement -> {},
                row -> {
                  if (rows.incrementAndGet() % 1000 == 0) {
                    pause();
                  }
                }));
    assertTrue(rows.get() < 100_000, "rows read: " + rows);
    assertEquals(Map.of("time_limit", 1L), running.counters.byDetail(Event.QUERY_ENDED));
  }

  @Test
  void aStatementThatNobodyWaitsForIsCancelled() throws Exception {
    ReadDatabase database = database(Duration.ofSeconds(30));
    CountDownLatch prepared = new CountDownLatch(1);
    CompletableFuture<Object> asked =
        CompletableFuture.supplyAsync(
            () -> {
              prepared.countDown();
              return assertThrows(
                  ClientLeft.class, () -> database.ask(LONG_WORK, PreparedStatement::execute));
            });
    prepared.await();
    clientHasLeft.set(true);
    long start = System.nanoTime();
    while (!asked.isDone() && System.nanoTime() - start < Duration.ofSeconds(20).toNanos()) {
      pause();
      running.sweep();
    }
    asked.get();
    assertEquals(0, stillRunning());
    assertEquals(Map.of("client_left", 1L), running.counters.byDetail(Event.QUERY_ENDED));
  }

  @Test
  void portionsThatNobodyWaitsForAreEnded() {
    ReadDatabase database = database(Duration.ofSeconds(30));
    AtomicLong rows = new AtomicLong();
    assertThrows(
        ClientLeft.class,
        () ->
            database.readRows(
                MANY_ROWS,
                statement -> {},
                row -> {
                  if (rows.incrementAndGet() == 5000) {
                    clientHasLeft.set(true);
                    pauseAndSweep();
                  }
                }));
    assertTrue(rows.get() < 10_000, "rows read: " + rows);
  }

  @Test
  void allRowsAreRead() {
    AtomicLong sum = new AtomicLong();
    int count =
        database(Duration.ofSeconds(30))
            .readRows(
                "select generate_series(1, ?)",
                statement -> statement.setInt(1, 2500),
                row -> sum.addAndGet(row.getInt(1)));
    assertEquals(2500, count);
    assertEquals(2500 * 2501 / 2, sum.get());
  }

  private ReadDatabase database(Duration timeout) {
    return new ReadDatabase(MigratedPostgres.shared().application(), timeout, running);
  }

  private int stillRunning() {
    return database(Duration.ofSeconds(5))
        .readRows(
            "select 1 from pg_stat_activity where query = ? and state = 'active'",
            statement -> statement.setString(1, LONG_WORK),
            row -> {});
  }

  private void pauseAndSweep() {
    for (int i = 0; i < 4; i++) {
      pause();
    }
    running.sweep();
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
