// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.statements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.schema.MigratedPostgres;
import org.ooni.backend.statements.StatementStatistics.Absent;
import org.ooni.backend.statements.StatementStatistics.Kept;
import org.ooni.backend.statements.StatementStatistics.Reason;

class StatementReaderTest {

  @Test
  void theHeaviestAreFirstAndNoMoreThanAskedFor() throws SQLException {
    DataSource database = MigratedPostgres.shared().application();
    execute(database, "SELECT 1");
    execute(database, "SELECT 1, 2");
    execute(database, "SELECT pg_sleep(0.1)");
    Kept kept = assertInstanceOf(Kept.class, reader(database).read(2));
    assertEquals(2, kept.heaviest().size());
    assertTrue(kept.known() > 2);
    assertTrue(kept.heaviest().get(0).milliseconds() >= kept.heaviest().get(1).milliseconds());
    assertTrue(kept.milliseconds() >= kept.heaviest().get(0).milliseconds());
  }

  @Test
  void aServerThatDoesNotLoadTheExtensionSaysWhatHelps() throws IOException, SQLException {
    try (EmbeddedPostgres server = MigratedPostgres.plainServer()) {
      execute(server.getPostgresDatabase(), "CREATE EXTENSION pg_stat_statements");
      Absent absent = assertInstanceOf(Absent.class, reader(server.getPostgresDatabase()).read(1));
      assertEquals(Reason.NOT_LOADED, absent.reason());
    }
  }

  private static StatementReader reader(DataSource database) {
    return new StatementReader(new ReadDatabase(database, Duration.ofSeconds(10)));
  }

  private static void execute(DataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
