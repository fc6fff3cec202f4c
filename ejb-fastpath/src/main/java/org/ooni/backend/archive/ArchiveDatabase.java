// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The database as the archive uses it: each step of a can is one transaction. */
final class ArchiveDatabase {

  private final DataSource database;

  ArchiveDatabase(DataSource database) {
    this.database = database;
  }

  /** What is done in a transaction. */
  interface Step<T> {
    T with(Connection connection) throws SQLException, CanFault;
  }

  /** Runs a step in a transaction; what it throws takes everything back. */
  <T> T inTransaction(Step<T> step) throws SQLException, CanFault {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      boolean committed = false;
      try {
        T result = step.with(connection);
        connection.commit();
        committed = true;
        return result;
      } finally {
        if (!committed) {
          connection.rollback();
        }
        connection.setAutoCommit(true);
      }
    }
  }
}
