// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * Threads that write measurements, re-score one in five of them, write one in ten once more, and
 * meet in rows that all of them write. Like the accept log they try a batch again until it is
 * committed, whatever happens to the database; one in five is rolled back before.
 */
final class MeasurementWriters implements AutoCloseable {

  static final int THREADS = 4;

  private static final int SHARED = 50;
  private static final long PATIENCE = Duration.ofMinutes(2).toNanos();

  private final DataSource database;
  private final int batch;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<?>> writers = new ArrayList<>();
  private final List<Future<?>> others = new ArrayList<>();
  private final AtomicInteger committed = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicBoolean writing = new AtomicBoolean(true);

  MeasurementWriters(DataSource database, int batch) {
    this.database = database;
    this.batch = batch;
  }

  /** Version of a number in the end. */
  static int lastVersion(int number) {
    return number % 5 == 0 ? 1 : 0;
  }

  /** Starts writing the numbers from 0 on. */
  void write(int rows) {
    for (int thread = 0; thread < THREADS; thread++) {
      int first = thread;
      writers.add(threads.submit(() -> writeAll(first, rows)));
    }
  }

  /** Starts to do something again and again as long as there are writers, whatever comes of it. */
  void meanwhile(String sql) {
    others.add(
        threads.submit(
            () -> {
              while (writing.get()) {
                try (Connection connection = database.getConnection()) {
                  while (writing.get()) {
                    connection.createStatement().execute(sql);
                  }
                } catch (SQLException e) {
                  pause();
                }
              }
              return null;
            }));
  }

  /** Rows that were committed for the first time until now. */
  int committed() {
    return committed.get();
  }

  /** How often a batch had to be tried again. */
  int failures() {
    return failures.get();
  }

  /** Waits until all is written. */
  void await() throws Exception {
    for (Future<?> writer : writers) {
      writer.get();
    }
    writing.set(false);
    for (Future<?> other : others) {
      other.get();
    }
  }

  @Override
  public void close() {
    writing.set(false);
    threads.shutdownNow();
  }

  private Void writeAll(int thread, int rows) throws Exception {
    SplittableRandom chance = new SplittableRandom(thread);
    int[] numbers = IntStream.range(0, rows).filter(n -> n % THREADS == thread).toArray();
    for (int from = 0; from < numbers.length; from += batch) {
      int[] some =
          IntStream.range(from, Math.min(from + batch, numbers.length))
              .map(i -> numbers[i])
              .toArray();
      int salt = chance.nextInt();
      untilCommitted(() -> commit(rows(some, 1, 0, 0), salt, chance.nextInt(5) == 0));
      committed.addAndGet(some.length);
      untilCommitted(() -> commit(rows(some, 5, 0, 1), salt, chance.nextInt(5) == 0));
      untilCommitted(() -> commit(duplicates(some), salt, chance.nextInt(5) == 0));
    }
    return null;
  }

  private Void commit(List<CountedRow> own, int salt, boolean rolledBackFirst) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      if (rolledBackFirst) {
        CountedRow.upsert(connection, own);
        connection.rollback();
      }
      CountedRow.upsert(connection, own);
      int shared = -1 - Math.floorMod(salt, SHARED);
      CountedRow.upsert(connection, List.of(CountedRow.of(shared, salt)));
      connection.commit();
      return null;
    }
  }

  private void untilCommitted(Callable<Void> work) throws Exception {
    long start = System.nanoTime();
    while (true) {
      try {
        work.call();
        return;
      } catch (SQLException e) {
        failures.incrementAndGet();
        if (System.nanoTime() - start > PATIENCE) {
          throw e;
        }
        pause();
      }
    }
  }

  private static List<CountedRow> rows(int[] numbers, int step, int rest, int version) {
    return IntStream.of(numbers)
        .filter(n -> n % step == rest)
        .mapToObj(n -> CountedRow.of(n, version))
        .toList();
  }

  private static List<CountedRow> duplicates(int[] numbers) {
    return IntStream.of(numbers)
        .filter(n -> n % 10 < 1 || n % 10 == 7 && n % 4 == 3)
        .mapToObj(n -> CountedRow.of(n, lastVersion(n)))
        .toList();
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
