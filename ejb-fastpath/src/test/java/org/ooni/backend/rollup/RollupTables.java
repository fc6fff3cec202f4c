// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rollup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.ooni.backend.schema.MigratedPostgres;
import org.ooni.backend.schema.RollupRecount;

/** Measurements and their rollups, as the application's role sees them. */
public final class RollupTables {

  private static final String INSERT =
      """
      INSERT INTO fastpath (measurement_uid, measurement_start_time, probe_cc, probe_asn, test_name,
        domain, input, scores, platform, anomaly, confirmed, msm_failure)
      SELECT n || '-' || '%1$s', '%1$s'::timestamptz, 'IT', n %% 3, 'web_connectivity',
        'example.org', 'https://example.org/' || n %% 2, '{}', 'linux', n %% 5 = 0, false, false
      FROM generate_series(1, %2$d) n
      """;

  private final MigratedPostgres postgres = MigratedPostgres.shared();

  /** Connections of the application's role. */
  public DataSource database() {
    return postgres.application();
  }

  /** Where it is. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/ooni";
  }

  /** Empties all tables. */
  public void empty() throws SQLException {
    postgres.truncateAll();
  }

  /** Measures so often at that time; ten measurements are six differences. */
  public void measure(String time, int count) throws SQLException {
    sql(INSERT.formatted(time, count));
  }

  /** Executes. */
  public void sql(String sql) throws SQLException {
    try (Connection connection = database().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Asks for one value. */
  public String one(String sql) throws SQLException {
    try (Connection connection = database().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  /** Cells that are not those of a recount. */
  public List<String> wrongCells() throws SQLException {
    return RollupRecount.wrongCells(database());
  }
}
