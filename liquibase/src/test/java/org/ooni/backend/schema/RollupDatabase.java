// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The rollups as the application's role sees them. */
record RollupDatabase(MigratedPostgres postgres) {

  DataSource application() {
    return postgres.application();
  }

  void empty() throws SQLException {
    postgres.truncateAll();
  }

  void write(Stream<CountedRow> rows) throws SQLException {
    try (Connection connection = application().getConnection()) {
      CountedRow.upsert(connection, rows.toList());
    }
  }

  void sql(String sql) throws SQLException {
    try (Connection connection = application().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  String one(String query) throws SQLException {
    return SchemaSnapshot.rows(application(), query).get(0);
  }

  long drain(int rows) throws SQLException {
    return Long.parseLong(one("SELECT rollup_drain(%d)".formatted(rows)));
  }

  /** Everything that is not drained is, then all cells are those of a recount. */
  void assertRight() throws SQLException {
    assertEquals(0, drain(1));
    assertEquals(List.of(), RollupRecount.wrongCells(application()));
  }
}
