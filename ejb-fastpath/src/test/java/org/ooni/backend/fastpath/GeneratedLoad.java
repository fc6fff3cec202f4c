// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/**
 * Fills a database with generated measurements, through the statement with which measurements are
 * stored, in batches of the usual size. For benchmarks and tests.
 */
public final class GeneratedLoad {

  private static final int BATCH = 1000;
  private static final int THREADS = 3;
  private static final int LISTED_SITES = 28_000;
  private static final int IN_A_SECOND_LIST = 4;

  private static final String[] CATEGORIES = {
    "NEWS", "POLR", "HUMR", "LGBT", "ANON", "COMT", "GRP", "MMED", "SRCH", "PUBH", "REL", "XED",
    "HOST", "ENV", "FILE", "CULTR", "IGO", "GOVT", "DATE", "HATE", "MILX", "PROV", "PORN", "GMB",
    "ALDR", "GAME", "MISC", "HACK", "ECON", "COMM", "CTRL"
  };

  private final GeneratedWorld world = new GeneratedWorld();
  private final Callable<Connection> connections;

  /**
   * Into a migrated database.
   *
   * @param connections opens one more, as the application's role
   */
  public GeneratedLoad(Callable<Connection> connections) {
    this.connections = connections;
  }

  /** Test lists of 35,000 rows, and a name for each network. */
  public void referenceData() throws Exception {
    try (Connection connection = connections.call()) {
      connection.setAutoCommit(false);
      try (PreparedStatement list =
          connection.prepareStatement(
              "INSERT INTO citizenlab (domain, url, cc, category_code) VALUES (?, ?, ?, ?)"
                  + " ON CONFLICT DO NOTHING")) {
        for (int site = 0; site < LISTED_SITES; site++) {
          String cc =
              site % 2 == 0
                  ? "ZZ"
                  : world.countryCode(site % world.countryCount()).toLowerCase(Locale.ROOT);
          addToList(list, site, cc);
          if (site % IN_A_SECOND_LIST == 0) {
            addToList(list, site, "it");
          }
        }
        list.executeBatch();
      }
      nameNetworks(connection);
      connection.commit();
    }
  }

  private static void addToList(PreparedStatement list, int site, String cc) throws SQLException {
    list.setString(1, GeneratedWorld.domain(site));
    list.setString(2, GeneratedWorld.page(site, 0));
    list.setString(3, cc);
    list.setString(4, CATEGORIES[site % CATEGORIES.length]);
    list.addBatch();
  }

  private void nameNetworks(Connection connection) throws SQLException {
    try (PreparedStatement name =
        connection.prepareStatement(
            "INSERT INTO asnmeta (asn, org_name, cc, changed) VALUES (?, ?, ?, '2024-01-01')"
                + " ON CONFLICT DO NOTHING")) {
      for (int country = 0; country < world.countryCount(); country++) {
        for (long asn : world.networksOf(country)) {
          name.setLong(1, asn);
          name.setString(2, "Network " + asn);
          name.setString(3, world.countryCode(country));
          name.addBatch();
        }
      }
      name.executeBatch();
    }
  }

  /**
   * Writes the rows of these numbers, evenly over this time.
   *
   * @param progress is told the number of rows written, now and then
   */
  public void measurements(
      long first, long last, Instant start, Duration length, LongConsumer progress)
      throws InterruptedException {
    GeneratedRows rows = new GeneratedRows(world, first, last, start, length);
    AtomicLong next = new AtomicLong(first);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Void>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        running.add(threads.submit(() -> write(rows, next, progress)));
      }
      for (Future<Void> one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("rows were not written", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private Void write(GeneratedRows rows, AtomicLong next, LongConsumer progress) throws Exception {
    try (Connection connection = connections.call()) {
      connection.setAutoCommit(false);
      for (long from = next.getAndAdd(BATCH); from < rows.last(); from = next.getAndAdd(BATCH)) {
        long until = Math.min(from + BATCH, rows.last());
        new FastpathTable(connection)
            .upsert(LongStream.range(from, until).mapToObj(rows::row).toList());
        connection.commit();
        progress.accept(until - rows.first());
      }
      return null;
    }
  }
}
