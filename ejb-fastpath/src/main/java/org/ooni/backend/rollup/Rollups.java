// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rollup;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;

/** The functions of the database that keep the rollups; each call is a transaction. */
public final class Rollups {

  /** Cells that a comparison tells of a table, at most. */
  public static final int SHOWN = 20;

  private static final int LONGEST_TEXT = 200;
  private static final int FETCHED_AT_ONCE = 200;

  // whoever does not get the lock at once leaves the work to the node that has it
  private static final String DRAIN =
      """
      SELECT CASE WHEN pg_try_advisory_xact_lock(hashtextextended('rollup', 0))
        THEN rollup_drain(?) END
      """;
  private static final String REFRESH_CATEGORIES =
      """
      SELECT CASE WHEN pg_try_advisory_xact_lock(hashtextextended('rollup', 0))
        THEN rollup_category_refresh() END
      """;
  private static final String PENDING =
      """
      SELECT count(*), extract(epoch FROM coalesce(now() - min(counted_at), interval '0'))::bigint
      FROM rollup_delta
      """;
  private static final String PENDING_DAYS = "SELECT DISTINCT day FROM rollup_delta";
  private static final String CHECK = "SELECT rollup, cell, expected, kept FROM rollup_check(?)";
  private static final String CHECK_TOTALS =
      "SELECT rollup, cell, expected, kept FROM rollup_check_totals()";
  private static final String REBUILD_DAY = "SELECT rollup_rebuild_days(?, ?)";
  private static final String REBUILD_TOTALS = "SELECT rollup_rebuild_totals()";

  private final DataSource database;
  private final Duration patience;

  /**
   * Keeps the rollups of a database.
   *
   * @param patience how long a comparison, a recount or a change of lists may take; zero for as
   *     long as it takes
   */
  public Rollups(DataSource database, Duration patience) {
    this.database = database;
    this.patience = patience;
  }

  /**
   * What the rollups still have to add.
   *
   * @param age since the oldest was written, zero when there is none
   */
  record Pending(long rows, Duration age) {}

  /**
   * Adds the oldest differences to the rollups.
   *
   * @param rows at most so many
   * @return how many there were; empty when another node is at it
   */
  public OptionalLong drain(int rows) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement drain = connection.prepareStatement(DRAIN)) {
      drain.setInt(1, rows);
      return number(drain);
    }
  }

  /** What is not drained yet. */
  Pending pending() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(PENDING);
        ResultSet row = select.executeQuery()) {
      row.next();
      return new Pending(row.getLong(1), Duration.ofSeconds(row.getLong(2)));
    }
  }

  /** Days that what is not drained yet belongs to. */
  Set<LocalDate> pendingDays() throws SQLException {
    Set<LocalDate> days = new TreeSet<>();
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(PENDING_DAYS);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        days.add(rows.getObject(1, LocalDate.class));
      }
    }
    return days;
  }

  /**
   * Counts inputs anew whose test lists have changed.
   *
   * @return how many inputs; empty when another node is at work on the rollups
   */
  OptionalLong refreshCategories() throws SQLException {
    return patiently(REFRESH_CATEGORIES, Rollups::number);
  }

  /** Compares a day, what is not drained yet included, with a recount. */
  public Comparison check(LocalDate day) throws SQLException {
    return patiently(
        CHECK,
        statement -> {
          statement.setObject(1, day);
          return comparison(statement);
        });
  }

  /** Compares months and totals with what the days add up to. */
  public Comparison checkTotals() throws SQLException {
    return patiently(CHECK_TOTALS, Rollups::comparison);
  }

  /**
   * Counts a day anew. In the end {@link #rebuildTotals} is to be called.
   *
   * @return its measurements
   */
  public long rebuild(LocalDate day) throws SQLException {
    return patiently(
        REBUILD_DAY,
        statement -> {
          statement.setObject(1, day);
          statement.setObject(2, day);
          return number(statement).orElse(0);
        });
  }

  /** Brings months and totals to what the days add up to. */
  public void rebuildTotals() throws SQLException {
    patiently(REBUILD_TOTALS, PreparedStatement::execute);
  }

  /** What is done with a prepared statement. */
  private interface Question<T> {
    T ask(PreparedStatement statement) throws SQLException;
  }

  /** Asks with the limits of this object instead of those of the data source. */
  private <T> T patiently(String sql, Question<T> question) throws SQLException {
    try (Connection connection = database.getConnection()) {
      int usual = connection.getNetworkTimeout();
      connection.setAutoCommit(false);
      boolean done = false;
      try (PreparedStatement limit =
              connection.prepareStatement("SELECT set_config('statement_timeout', ?, true)");
          PreparedStatement statement = connection.prepareStatement(sql)) {
        limit.setString(1, Long.toString(patience.toMillis()));
        limit.execute();
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(patience.toMillis()));
        T answer = question.ask(statement);
        connection.commit();
        done = true;
        return answer;
      } finally {
        if (!done) {
          connection.rollback();
        }
        connection.setNetworkTimeout(Runnable::run, usual);
        connection.setAutoCommit(true);
      }
    }
  }

  private static OptionalLong number(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      long number = row.getLong(1);
      return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
    }
  }

  private static Comparison comparison(PreparedStatement statement) throws SQLException {
    // empty rollups differ in every cell there should be
    statement.setFetchSize(FETCHED_AT_ONCE);
    Map<String, Long> cells = new TreeMap<>();
    List<Difference> first = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        String table = rows.getString(1);
        if (cells.merge(table, 1L, Long::sum) <= SHOWN) {
          first.add(
              new Difference(table, words(rows.getArray(2)), counts(rows, 3), counts(rows, 4)));
        }
      }
    }
    return new Comparison(cells, first);
  }

  private static List<String> words(Array cell) throws SQLException {
    return Arrays.stream((String[]) cell.getArray())
        .map(word -> Objects.requireNonNullElse(word, "?"))
        .map(word -> word.length() > LONGEST_TEXT ? word.substring(0, LONGEST_TEXT) + "…" : word)
        .toList();
  }

  /** No counts when there is no such cell: the array is null then, or all in it is. */
  private static List<Long> counts(ResultSet row, int column) throws SQLException {
    Array counts = row.getArray(column);
    return counts == null
        ? List.of()
        : Arrays.stream((Long[]) counts.getArray()).filter(Objects::nonNull).toList();
  }
}
