// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** What the catalogue of a database says about the schema public, line by line. */
final class SchemaSnapshot {

  private SchemaSnapshot() {}

  /** Tables, columns, comments, rights, constraints, indexes, partitions, functions, in order. */
  static List<String> of(DataSource database) throws SQLException {
    return rows(
        database,
        """
        WITH mine AS (
          SELECT * FROM pg_class
          WHERE relnamespace = 'public'::regnamespace AND relname NOT LIKE 'databasechangelog%'
        )
        SELECT format('relation %s %s owner %s rights %s bound %s comment %s',
            relkind, relname, relowner::regrole, relacl, pg_get_expr(relpartbound, oid),
            obj_description(oid, 'pg_class')) AS line FROM mine
        UNION ALL
        SELECT format('column %s.%s %s %s null %s storage %s default %s comment %s', relname,
            attnum, attname, format_type(atttypid, atttypmod), NOT attnotnull, attstorage,
            pg_get_expr(adbin, adrelid), col_description(mine.oid, attnum))
          FROM mine JOIN pg_attribute ON attrelid = mine.oid AND attnum > 0
          LEFT JOIN pg_attrdef ON adrelid = mine.oid AND adnum = attnum
        UNION ALL
        SELECT format('constraint %s.%s %s', relname, conname, pg_get_constraintdef(c.oid))
          FROM mine JOIN pg_constraint c ON conrelid = mine.oid
        UNION ALL
        SELECT format('index %s', pg_get_indexdef(oid)) FROM mine WHERE relkind IN ('i', 'I')
        UNION ALL
        SELECT format('view %s %s', relname, pg_get_viewdef(oid)) FROM mine WHERE relkind = 'v'
        UNION ALL
        SELECT format('trigger %s', pg_get_triggerdef(t.oid))
          FROM mine JOIN pg_trigger t ON tgrelid = mine.oid AND NOT tgisinternal
        UNION ALL
        SELECT format('routine %s rights %s comment %s %s', oid::regprocedure, proacl,
            obj_description(oid, 'pg_proc'), pg_get_functiondef(oid)) FROM pg_proc
          WHERE pronamespace = 'public'::regnamespace
        ORDER BY line
        """);
  }

  /** First column of what the query finds. */
  static List<String> rows(DataSource database, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }
}
