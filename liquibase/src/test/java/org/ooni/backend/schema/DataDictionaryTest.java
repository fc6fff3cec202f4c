// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataDictionaryTest {

  private final MigratedPostgres postgres = MigratedPostgres.shared();

  @Test
  void everyTableAndColumnTellsPurposePersonalDataAndRetention() throws SQLException {
    assertEquals(
        List.of(),
        rows(
            """
            SELECT concat_ws('.', relname, attname)
            FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
            WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
              AND NOT relispartition AND relname NOT LIKE 'databasechangelog%'
              AND attnum >= 0 AND NOT attisdropped
              AND (col_description(attrelid, attnum) IS NULL
                OR col_description(attrelid, attnum)
                  !~ '^[A-Z].* \\[personal: (yes|no|possibly); kept: .+\\]$'
                OR obj_description(attrelid, 'pg_class')
                  !~ '^[A-Z].* \\[personal: (yes|no|possibly); kept: .+\\]$')
            """));
  }

  @Test
  void everyFunctionAndViewTellsItsPurpose() throws SQLException {
    assertEquals(
        List.of(),
        rows(
            """
            SELECT proname AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace
              AND coalesce(obj_description(oid, 'pg_proc'), '') !~ '^[A-Z].{10}'
            UNION ALL
            SELECT relname FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm')
              AND coalesce(obj_description(oid, 'pg_class'), '') !~ '^[A-Z].{10}'
            """));
  }

  @Test
  void constraintsAndIndexesHaveNamesThatTellTheirTable() throws SQLException {
    assertEquals(
        List.of(),
        rows(
            """
            SELECT i.relname FROM pg_index JOIN pg_class i ON i.oid = indexrelid
              JOIN pg_class t ON t.oid = indrelid
            WHERE t.relnamespace = 'public'::regnamespace AND NOT t.relispartition
              AND t.relname NOT LIKE 'databasechangelog%'
              AND i.relname !~ ('^(pk|uq|idx)_' || t.relname)
            """));
  }

  @Test
  void installationStartsWithTheRulesOfThePublicBackend() throws SQLException {
    postgres.truncateAll();
    assertEquals(
        List.of("20 6", "30 7", "40 4", "60 4", "80 3", "100 7"),
        rows(
            """
            SELECT priority || ' ' || count(*) FROM url_priorities
            WHERE cc = '*' AND domain = '*' AND url = '*' GROUP BY priority ORDER BY priority
            """));
  }

  private List<String> rows(String query) throws SQLException {
    return SchemaSnapshot.rows(postgres.owner(), query);
  }
}
