// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.problem.TooSlow;
import org.ooni.backend.problem.Unavailable;

/**
 * The database as readers use it, with a pool and a time limit of its own, so that no question can
 * starve the writers.
 */
@ApplicationScoped
public class ReadDatabase {

  private static final String CANCELED = "57014";
  private static final int FETCHED_ROWS = 1000;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  @Resource(lookup = "java:jboss/datasources/OoniRead")
  DataSource dataSource;

  @Inject
  @ConfigProperty(name = "READ_QUERY_TIMEOUT")
  Duration timeout;

  /** For the container. */
  protected ReadDatabase() {}

  /**
   * On a data source of the caller's.
   *
   * @param timeout of one statement, whole seconds
   */
  public ReadDatabase(DataSource dataSource, Duration timeout) {
    this.dataSource = dataSource;
    this.timeout = timeout;
  }

  /** What is done with a prepared statement. */
  @FunctionalInterface
  public interface Question<T> {
    /** Binds, executes and reads. */
    T ask(PreparedStatement statement) throws SQLException;
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
   * @throws Unavailable when the database is away or overloaded
   */
  public <T> T ask(String sql, Question<T> question) {
    return with(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            limit(statement);
            return question.ask(statement);
          }
        });
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
            limit(statement);
            statement.setFetchSize(FETCHED_ROWS);
            return question.ask(statement);
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

  /** Gives a statement the time limit. */
  public void limit(PreparedStatement statement) throws SQLException {
    statement.setQueryTimeout(Math.toIntExact(timeout.toSeconds()));
  }

  /** What a failure means to who asked: a problem of the caller's, or a fault of ours. */
  public static RuntimeException meaningOf(SQLException e) {
    String state = e.getSQLState();
    if (CANCELED.equals(state)) {
      return new TooSlow("The query took too long, ask for less", e);
    }
    // no state: the pool has no connection to give; 08, 53, 57P: the server is away or overloaded
    if (state == null
        || state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57P")) {
      return new Unavailable(RETRY_AFTER, "The database is not available", e);
    }
    return new IllegalStateException("a statement is not what the database expects", e);
  }
}
