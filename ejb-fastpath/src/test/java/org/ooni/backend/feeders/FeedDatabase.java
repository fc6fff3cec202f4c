// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feeders;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.ooni.backend.schema.MigratedPostgres;

/** The tables that feeds write to, as the application's role sees them. */
final class FeedDatabase {

  private final MigratedPostgres postgres = MigratedPostgres.shared();

  DataSource application() {
    return postgres.application();
  }

  void empty() throws SQLException {
    postgres.truncateAll();
  }

  void due() throws SQLException {
    sql("UPDATE feed SET due = now()");
  }

  void sql(String sql) throws SQLException {
    try (Connection connection = postgres.application().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  String one(String sql) throws SQLException {
    try (Connection connection = postgres.application().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
