// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.analysis;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.ooni.backend.meter.Meter;
import org.ooni.backend.meter.Meters;

/** How large tables are, and whether the database keeps up with cleaning them. */
final class TableGauges {

  static final Meter BYTES =
      Meter.gauge("table_bytes", "Size of a table with its indexes and partitions", "table");
  static final Meter DEAD =
      Meter.gauge("table_dead_rows", "Versions of rows that are still to be cleaned away", "table");
  static final Meter OLDEST =
      Meter.gauge(
          "database_oldest_transactions",
          "Transactions since the oldest that is not frozen; the database stops at 2 thousand"
              + " million",
          "database");

  private static final String TABLES =
      """
      SELECT coalesce(root.relname, stats.relname), sum(pg_total_relation_size(relid))::bigint,
        sum(n_dead_tup)::bigint
      FROM pg_stat_user_tables stats
      LEFT JOIN pg_inherits ON inhrelid = relid
      LEFT JOIN pg_class root ON root.oid = inhparent
      WHERE schemaname = 'public' GROUP BY 1
      """;
  private static final String AGE =
      "SELECT age(datfrozenxid)::bigint FROM pg_database WHERE datname = current_database()";

  private final Connection connection;
  private final Meters meters;

  TableGauges(Connection connection, Meters meters) {
    this.connection = connection;
    this.meters = meters;
  }

  void observe() throws SQLException {
    try (PreparedStatement tables = connection.prepareStatement(TABLES);
        ResultSet row = tables.executeQuery()) {
      while (row.next()) {
        meters.set(BYTES, row.getString(1), row.getLong(2));
        meters.set(DEAD, row.getString(1), row.getLong(3));
      }
    }
    try (PreparedStatement age = connection.prepareStatement(AGE);
        ResultSet row = age.executeQuery()) {
      row.next();
      meters.set(OLDEST, "application", row.getLong(1));
    }
  }
}
