// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.ooni.backend.problem.TooSlow;
import org.ooni.backend.problem.Unavailable;

/** The database as people's changes reach it: whole, or not at all. */
@ApplicationScoped
public class WriteDatabase {

  @Resource(lookup = "java:jboss/datasources/OoniWrite")
  DataSource dataSource;

  /** For the container. */
  protected WriteDatabase() {}

  /** On a data source of the caller's. */
  public WriteDatabase(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Does work that is committed when it returns and taken back when it throws.
   *
   * @throws TooSlow when a statement took longer than the limit
   * @throws Unavailable when the database is away or overloaded
   */
  public <T> T inTransaction(ReadDatabase.Work<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      boolean committed = false;
      try {
        T result = work.with(connection);
        connection.commit();
        committed = true;
        return result;
      } finally {
        if (!committed) {
          connection.rollback();
        }
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw ReadDatabase.meaningOf(e);
    }
  }
}
