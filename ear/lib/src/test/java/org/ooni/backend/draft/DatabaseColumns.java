// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.draft;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** What a database has of these tables. */
final class DatabaseColumns {

  private DatabaseColumns() {}

  static List<DraftColumn> of(DataSource database, Set<String> tables) throws SQLException {
    List<DraftColumn> columns = new ArrayList<>();
    try (Connection connection = database.getConnection()) {
      for (String table : tables) {
        String pattern = table.replace("_", connection.getMetaData().getSearchStringEscape() + "_");
        try (ResultSet rows = connection.getMetaData().getColumns(null, "public", pattern, "%")) {
          while (rows.next()) {
            columns.add(
                new DraftColumn(
                    table,
                    rows.getString("COLUMN_NAME"),
                    DraftColumn.type(rows.getInt("DATA_TYPE"), rows.getString("TYPE_NAME")),
                    rows.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls,
                    false));
          }
        }
      }
    }
    return columns;
  }
}
