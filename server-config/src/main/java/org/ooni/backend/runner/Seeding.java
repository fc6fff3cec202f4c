// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;

/** Fills an empty database, whole or not at all. */
final class Seeding {

  private static final int DRAINED_AT_ONCE = 100_000;

  private final Layout layout;
  private final Schema schema;
  private final ObjectStore store;
  private final Progress progress;

  Seeding(Layout layout, Schema schema, ObjectStore store, Progress progress) {
    this.layout = layout;
    this.schema = schema;
    this.store = store;
    this.progress = progress;
  }

  /**
   * Leaves a database as it is when there are measurements or test lists already, and files of the
   * probe configuration likewise.
   */
  void fill(SeedFile file, LocalDate today) {
    SeedProbeInputs.write(layout.probeConfiguration());
    try (Connection connection = schema.owner()) {
      connection.setAutoCommit(false);
      if (!empty(connection)) {
        return;
      }
      progress.line("filling the empty database from " + file.name());
      if (file.probeFixtures().isObject()) {
        SeedProbeLists lists = new SeedProbeLists(file);
        lists.insert(connection, today);
        lists
            .writeNetworks(layout.addressFiles(), today)
            .ifPresent(path -> progress.line("the seed's networks are in " + path));
      } else {
        SeedBodies bodies = new SeedBodies(file);
        bodies.putObjects(store);
        bodies.insertSpool(connection);
        new SeedTables(file, connection).insertAll();
      }
      SeedProbeInputs.insert(connection);
      drainRollups(connection);
      connection.commit();
    } catch (SQLException e) {
      throw new RunFailure("The database cannot be filled: " + e.getMessage(), e);
    }
  }

  /** Charts answer at once, not after the server's first drain. */
  private static void drainRollups(Connection connection) throws SQLException {
    try (PreparedStatement drain = connection.prepareStatement("SELECT rollup_drain(?)")) {
      drain.setInt(1, DRAINED_AT_ONCE);
      long drained;
      do {
        try (ResultSet row = drain.executeQuery()) {
          row.next();
          drained = row.getLong(1);
        }
      } while (drained == DRAINED_AT_ONCE);
    }
  }

  private static boolean empty(Connection connection) throws SQLException {
    String question =
        """
        SELECT NOT EXISTS (SELECT FROM fastpath) AND NOT EXISTS (SELECT FROM spool)
          AND NOT EXISTS (SELECT FROM jsonl) AND NOT EXISTS (SELECT FROM citizenlab)
        """;
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      answer.next();
      return answer.getBoolean(1);
    }
  }
}
