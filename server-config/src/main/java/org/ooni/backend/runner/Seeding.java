// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;

/** Fills an empty database, whole or not at all. */
final class Seeding {

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

  /** Does nothing when there are measurements or test lists already. */
  void fill(SeedFile file, LocalDate today) {
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
            .writeNetworks(layout.seed())
            .ifPresent(path -> progress.line("the seed's networks are in " + path));
      } else {
        SeedBodies bodies = new SeedBodies(file);
        bodies.putObjects(store);
        bodies.insertSpool(connection);
        new SeedTables(file, connection).insertAll();
      }
      connection.commit();
    } catch (SQLException e) {
      throw new RunFailure("The database cannot be filled: " + e.getMessage(), e);
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
