// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** One row or more for each table. */
public final class SampleRows {

  private SampleRows() {}

  /** Inserts the rows of {@code sample-rows.sql}. */
  public static void insert(DataSource database) throws SQLException, IOException {
    try (InputStream stream = SampleRows.class.getResourceAsStream("/sample-rows.sql");
        Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** The application's tables, without their partitions. */
  public static List<String> tables(DataSource database) throws SQLException {
    return SchemaSnapshot.rows(
        database,
        """
        SELECT relname FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
          AND NOT relispartition AND relname NOT LIKE 'databasechangelog%'
        ORDER BY relname
        """);
  }
}
