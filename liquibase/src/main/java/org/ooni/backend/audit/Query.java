// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Runs the queries that lie beside this class as files. */
final class Query {

  /** So that answers look the same wherever they are asked for. */
  private static final String SAME_WORDS = "SET timezone = 'UTC'; SET search_path = public";

  private Query() {}

  /** What is made of a row. */
  @FunctionalInterface
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** All rows of a file's query. */
  static <T> List<T> rows(DataSource database, String file, Row<T> reader) throws SQLException {
    List<T> rows = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(SAME_WORDS);
      try (ResultSet result = statement.executeQuery(text(file))) {
        while (result.next()) {
          rows.add(reader.of(result));
        }
      }
    }
    return rows;
  }

  private static String text(String file) {
    try (InputStream stream = Query.class.getResourceAsStream(file)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
