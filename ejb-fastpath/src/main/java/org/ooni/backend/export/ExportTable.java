// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The table {@code export_month}: how far the export of each month has come. */
final class ExportTable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Any number will do that nobody else locks in this database. */
  private static final long LOCK = 0x006F_6F6E_6900_0003L;

  private static final String FIND =
      """
      SELECT attempt, exported_rows, taken_at, files, stored_at FROM export_month WHERE month = ?
      """;
  private static final String BEGIN =
      """
      INSERT INTO export_month (month, attempt) VALUES (?, ?)
      ON CONFLICT (month) DO UPDATE SET attempt = excluded.attempt, exported_rows = NULL,
        taken_at = NULL, files = NULL
      WHERE export_month.stored_at IS NULL
      """;
  private static final String MADE =
      """
      UPDATE export_month SET exported_rows = ?, taken_at = ?, files = ?::json
      WHERE month = ? AND attempt = ? AND stored_at IS NULL
      """;
  private static final String STORED =
      "UPDATE export_month SET stored_at = ? WHERE month = ? AND attempt = ?";
  private static final String FORGET =
      "DELETE FROM export_month WHERE month = ? AND stored_at IS NULL";

  private final Connection connection;

  ExportTable(Connection connection) {
    this.connection = connection;
  }

  /**
   * How far one has come.
   *
   * @param made its files, once they were made
   */
  record Progress(int attempt, Optional<Made> made, boolean isStored) {}

  /**
   * Files that were made.
   *
   * @param takenAt moment of the table that they show
   */
  record Made(long rows, Instant takenAt, List<ExportedFile> files) {}

  /** Whether this connection is the one that exports; until it is closed. */
  boolean lock() throws SQLException {
    return call("SELECT pg_try_advisory_lock(?)");
  }

  void unlock() throws SQLException {
    call("SELECT pg_advisory_unlock(?)");
  }

  private boolean call(String function) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(function)) {
      statement.setLong(1, LOCK);
      try (ResultSet answer = statement.executeQuery()) {
        return answer.next() && answer.getBoolean(1);
      }
    }
  }

  Optional<Progress> find(YearMonth month) throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(FIND)) {
      find.setDate(1, date(month));
      try (ResultSet row = find.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        String files = row.getString(4);
        Optional<Made> made =
            files == null
                ? Optional.empty()
                : Optional.of(
                    new Made(
                        row.getLong(2),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        files(files)));
        return Optional.of(new Progress(row.getInt(1), made, row.getTimestamp(5) != null));
      }
    }
  }

  /** Gives out the names of an attempt. */
  void begin(YearMonth month, int attempt) throws SQLException {
    try (PreparedStatement begin = connection.prepareStatement(BEGIN)) {
      begin.setDate(1, date(month));
      begin.setInt(2, attempt);
      begin.executeUpdate();
    }
  }

  void made(YearMonth month, int attempt, Made made) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(MADE)) {
      update.setLong(1, made.rows());
      update.setObject(2, made.takenAt().atOffset(ZoneOffset.UTC));
      update.setString(3, JSON.valueToTree(made.files()).toString());
      update.setDate(4, date(month));
      update.setInt(5, attempt);
      if (update.executeUpdate() != 1) {
        throw new SQLException("another attempt is under way", "40001");
      }
    }
  }

  void stored(YearMonth month, int attempt, Instant now) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(STORED)) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      update.setDate(2, date(month));
      update.setInt(3, attempt);
      update.executeUpdate();
    }
  }

  /** A month without rows is none that was exported. */
  void forget(YearMonth month) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
      delete.setDate(1, date(month));
      delete.executeUpdate();
    }
  }

  static Date date(YearMonth month) {
    return Date.valueOf(month.atDay(1));
  }

  private static List<ExportedFile> files(String json) throws SQLException {
    try {
      return JSON.readValue(json, new TypeReference<List<ExportedFile>>() {});
    } catch (JsonProcessingException e) {
      throw new SQLException("export_month.files is not a list of files", e);
    }
  }
}
