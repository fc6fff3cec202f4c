// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.statements;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.statements.StatementStatistics.Absent;
import org.ooni.backend.statements.StatementStatistics.CountedStatement;
import org.ooni.backend.statements.StatementStatistics.Kept;
import org.ooni.backend.statements.StatementStatistics.Reason;

/** Reads what pg_stat_statements has counted of this application's role in this database. */
@ApplicationScoped
public class StatementReader {

  private static final String NOT_LOADED = "55000";

  // the extension is where a superuser has put it, and its name is then the same everywhere
  private static final String FIND =
      """
      SELECT set_config('search_path', quote_ident(nspname) || ', pg_catalog', true)
      FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace
      WHERE extname = 'pg_stat_statements'
      """;

  private static final String READ =
      """
      SELECT count(*) OVER (), sum(calls) OVER (), sum(total_exec_time) OVER (),
        queryid, calls, total_exec_time, mean_exec_time, max_exec_time, rows, left(query, 2000)
      FROM pg_stat_statements
      WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND userid = (SELECT oid FROM pg_roles WHERE rolname = current_user)
      ORDER BY total_exec_time DESC LIMIT ?
      """;

  @Inject ReadDatabase database;

  /** For the container. */
  protected StatementReader() {}

  /** Of a database of the caller's. */
  public StatementReader(ReadDatabase database) {
    this.database = database;
  }

  /**
   * Reads them.
   *
   * @param most how many of the heaviest, at least one
   */
  public StatementStatistics read(int most) {
    return database.with(
        connection -> {
          // the path of names is set for the transaction alone
          connection.setAutoCommit(false);
          try {
            return read(connection, most);
          } finally {
            connection.rollback();
            connection.setAutoCommit(true);
          }
        });
  }

  private StatementStatistics read(Connection connection, int most) throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(FIND);
        ResultSet found = find.executeQuery()) {
      if (!found.next()) {
        return new Absent(Reason.NOT_INSTALLED);
      }
    }
    try (PreparedStatement read = connection.prepareStatement(READ)) {
      database.limit(read);
      read.setInt(1, most);
      return kept(read);
    } catch (SQLException e) {
      if (NOT_LOADED.equals(e.getSQLState())) {
        return new Absent(Reason.NOT_LOADED);
      }
      throw e;
    }
  }

  private static Kept kept(PreparedStatement read) throws SQLException {
    List<CountedStatement> heaviest = new ArrayList<>();
    long known = 0;
    long calls = 0;
    double milliseconds = 0;
    try (ResultSet row = read.executeQuery()) {
      while (row.next()) {
        known = row.getLong(1);
        calls = row.getLong(2);
        milliseconds = row.getDouble(3);
        heaviest.add(
            new CountedStatement(
                row.getString(4),
                row.getLong(5),
                row.getDouble(6),
                row.getDouble(7),
                row.getDouble(8),
                row.getLong(9),
                row.getString(10)));
      }
    }
    return new Kept(known, calls, milliseconds, heaviest);
  }
}
