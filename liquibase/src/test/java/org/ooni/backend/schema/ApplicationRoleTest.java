// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationRoleTest {

  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private final MigratedPostgres postgres = MigratedPostgres.shared();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE mine (id integer)",
        "CREATE TEMPORARY TABLE mine (id integer)",
        "CREATE VIEW mine AS SELECT 1",
        "CREATE FUNCTION mine() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "CREATE SCHEMA mine",
        "CREATE DATABASE mine",
        "CREATE ROLE mine",
        "CREATE EXTENSION pgcrypto",
        "CREATE INDEX mine ON spool (size)",
        "CREATE TABLE mine PARTITION OF fastpath FOR VALUES FROM ('2090-01-01') TO ('2091-01-01')",
        "ALTER TABLE spool ADD COLUMN mine integer",
        "ALTER TABLE fastpath DETACH PARTITION fastpath_m202601",
        "ALTER ROLE ooni_owner PASSWORD 'mine'",
        "COMMENT ON TABLE spool IS 'mine'",
        "DROP TABLE spool",
        "DROP TABLE fastpath_m202601",
        "DROP INDEX idx_fastpath_start_time",
        "TRUNCATE spool",
        "SET ROLE ooni_owner",
        "UPDATE databasechangelog SET md5sum = NULL",
        "INSERT INTO databasechangeloglock (id, locked) VALUES (2, true)",
        "DELETE FROM databasechangelog",
        "SELECT * FROM fastpath_default",
        "ALTER FUNCTION fastpath_partition_add(integer) SECURITY INVOKER",
        "CREATE OR REPLACE FUNCTION fastpath_partition_add(a integer) RETURNS text LANGUAGE sql AS"
            + " 'SELECT 1'",
        "SELECT pg_read_file('postgresql.conf')",
        "COPY test_groups TO PROGRAM 'true'",
      })
  void mayNot(String statement) {
    SQLException refusal = assertThrows(SQLException.class, () -> postgres.sql(statement));
    assertEquals(INSUFFICIENT_PRIVILEGE, refusal.getSQLState(), refusal.getMessage());
  }

  @Test
  void readsAndWritesRowsOfEveryTable() throws Exception {
    postgres.truncateAll();
    SampleRows.insert(postgres.application());
    for (String table : SampleRows.tables(postgres.application())) {
      String column =
          SchemaSnapshot.rows(
                  postgres.application(),
                  """
                  SELECT column_name FROM information_schema.columns
                  WHERE table_name = '%s' AND ordinal_position = 1
                  """
                      .formatted(table))
              .get(0);
      assertDoesNotThrow(
          () -> {
            postgres.sql("SELECT * FROM " + table);
            postgres.sql("UPDATE " + table + " SET " + column + " = " + column);
            postgres.sql("DELETE FROM " + table);
          },
          table);
    }
    postgres.truncateAll();
  }

  @Test
  void functionsAreForNobodyElse() throws SQLException {
    assertEquals(
        List.of(),
        SchemaSnapshot.rows(
            postgres.owner(),
            """
            SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
              AND (proacl IS NULL OR proacl::text ~ '[{,]=')
            """));
  }

  @Test
  void oneFunctionRunsWithTheRightsOfTheOwnerAndLooksNamesUpWhereTheOwnerDoes()
      throws SQLException {
    assertEquals(
        List.of("fastpath_partition_add search_path=pg_catalog, pg_temp"),
        SchemaSnapshot.rows(
            postgres.owner(),
            """
            SELECT proname || ' ' || proconfig[1] FROM pg_proc
            WHERE pronamespace = 'public'::regnamespace AND prosecdef
            """));
  }

  @Test
  void nobodyElseMayConnect() throws SQLException {
    try (Connection connection = postgres.dataSource("postgres", "ooni").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP ROLE IF EXISTS stranger");
      statement.execute("CREATE ROLE stranger LOGIN");
    }
    SQLException refusal =
        assertThrows(
            SQLException.class, () -> postgres.dataSource("stranger", "ooni").getConnection());
    assertEquals(INSUFFICIENT_PRIVILEGE, refusal.getSQLState());
  }
}
