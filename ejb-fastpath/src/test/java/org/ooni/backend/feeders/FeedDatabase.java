// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feeders;

import java.sql.SQLException;
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
    postgres.sql(sql);
  }

  String one(String sql) throws SQLException {
    return postgres.one(sql);
  }
}
