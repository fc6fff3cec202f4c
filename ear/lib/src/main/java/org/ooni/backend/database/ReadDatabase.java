// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.problem.ClientLeft;
import org.ooni.backend.problem.TooSlow;
import org.ooni.backend.problem.Unavailable;

/**
 * The database as readers use it, with a pool and a time limit of its own, so that no question can
 * starve the writers.
 */
@ApplicationScoped
public class ReadDatabase {

  static final String CANCELED = "57014";
  private static final int FETCHED_ROWS = 1000;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  @Resource(lookup = "java:jboss/datasources/OoniRead")
  DataSource dataSource;

  @Inject
  @ConfigProperty(name = "READ_QUERY_TIMEOUT")
  Duration timeout;

  @Inject RunningStatements running;

  /** For the container. */
  protected ReadDatabase() {}

  /**
   * On a data source of the caller's.
   *
   * @param timeout of one statement, whole seconds
   */
  public ReadDatabase(DataSource dataSource, Duration timeout) {
    this(dataSource, timeout, new RunningStatements());
  }

  ReadDatabase(DataSource dataSource, Duration timeout, RunningStatements running) {
    this.dataSource = dataSource;
    this.timeout = timeout;
    this.running = running;
  }

  /** What is done with a prepared statement. */
  @FunctionalInterface
  public interface Question<T> {
    /** Binds, executes and reads. */
    T ask(PreparedStatement statement) throws SQLException;
  }

  /** What gives a prepared statement its values. */
  @FunctionalInterface
  public interface Binding {
    /** Binds them. */
    void bindTo(PreparedStatement statement) throws SQLException;
  }

  /** What is done with each row. */
  @FunctionalInterface
  public interface RowReader {
    /** Reads the row that the cursor is on. */
    void read(ResultSet row) throws SQLException;
  }

  /** Work on a connection that takes more than one statement. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it, without leaving anything open. */
    T with(Connection connection) throws SQLException;
  }

  /**
   * Asks one question.
   *
   * @param sql a constant text; values are bound by the question
   * @throws TooSlow when the answer took longer than the limit
   * @throws ClientLeft when the client for whom it is asked has closed the connection
   * @throws Unavailable when the database is away or overloaded
   */
  public <T> T ask(String sql, Question<T> question) {
    return with(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return governed(statement, watch -> question.ask(statement));
          }
        });
  }

  /**
   * Reads the rows that answer one question, however many, in portions.
   *
   * @param sql a constant text
   * @return how many there were
   * @throws TooSlow when all of it took longer than the limit
   * @throws ClientLeft when the client for whom it is read has closed the connection
   * @throws Unavailable when the database is away or overloaded
   */
  public int readRows(String sql, Binding binding, RowReader reader) {
    return with(
        connection -> {
          // the driver fetches in portions only within a transaction
          connection.setAutoCommit(false);
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCHED_ROWS);
            binding.bindTo(statement);
            return governed(statement, watch -> readRows(statement, reader, watch));
          } finally {
            connection.rollback();
            connection.setAutoCommit(true);
          }
        });
  }

  private int readRows(PreparedStatement statement, RowReader reader, RunningStatement watch)
      throws SQLException {
    int count = 0;
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        if (++count % FETCHED_ROWS == 0) {
          watch.check(timeout);
        }
        reader.read(row);
      }
    }
    return count;
  }

  /**
   * Asks one question with an answer of many rows, which are fetched in portions.
   *
   * @param sql a constant text; values are bound by the question
   * @throws TooSlow when the answer took longer than the limit
   * @throws Unavailable when the database is away or overloaded
   */
  public <T> T askInPortions(String sql, Question<T> question) {
    return with(
        connection -> {
          // the driver fetches in portions only within a transaction
          connection.setAutoCommit(false);
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCHED_ROWS);
            return governed(statement, watch -> question.ask(statement));
          } finally {
            connection.rollback();
            connection.setAutoCommit(true);
          }
        });
  }

  /**
   * Lends a connection.
   *
   * @throws TooSlow when a statement took longer than the limit
   * @throws Unavailable when the database is away or overloaded
   */
  public <T> T with(Work<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      return work.with(connection);
    } catch (SQLException e) {
      throw meaningOf(e);
    }
  }

  /** Under the time limit, and as long as the client waits for it. */
  private <T> T governed(PreparedStatement statement, Watched<T> work) throws SQLException {
    limit(statement);
    try (RunningStatement watch = running.add(statement)) {
      try {
        return work.with(watch);
      } catch (SQLException e) {
        watch.explain(e);
        throw e;
      }
    }
  }

  /** How long a query may take. */
  public Duration timeout() {
    return timeout;
  }

  /** Gives a statement the time limit, for work that takes more than one. */
  public void limit(PreparedStatement statement) throws SQLException {
    statement.setQueryTimeout(Math.toIntExact(timeout.toSeconds()));
  }

  @FunctionalInterface
  private interface Watched<T> {
    T with(RunningStatement watch) throws SQLException;
  }

  /** What a failure means to who asked: a problem of the caller's, or a fault of ours. */
  public static RuntimeException meaningOf(SQLException e) {
    String state = e.getSQLState();
    if (CANCELED.equals(state)) {
      return TooSlow.query(e);
    }
    if (state == null) {
      return new Unavailable(
          RETRY_AFTER,
          "No connection to the database is free (DATABASE_READ_POOL_MAX), or it is away",
          e);
    }
    // 08, 53, 57P: the server is away or overloaded
    if (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P")) {
      return new Unavailable(RETRY_AFTER, "The database is not available", e);
    }
    return new IllegalStateException("a statement is not what the database expects", e);
  }
}
