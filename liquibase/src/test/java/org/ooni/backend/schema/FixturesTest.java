// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class FixturesTest {

  private final MigratedPostgres postgres = MigratedPostgres.shared();

  @AfterEach
  void empty() throws SQLException {
    postgres.truncateAll();
  }

  @Test
  void truncateAllBringsTheMigratedStateBack() throws SQLException, IOException {
    postgres.truncateAll();
    List<String> migrated = contents();
    SampleRows.insert(postgres.owner());
    assertFalse(migrated.equals(contents()));
    postgres.truncateAll();
    assertEquals(migrated, contents());
  }

  @Test
  @EnabledIfSystemProperty(named = "fixtures", matches = ".+", disabledReason = "no fixtures given")
  void fixturesOfTheContractFit() throws SQLException, IOException {
    String fixtures =
        Files.readString(Path.of(System.getProperty("fixtures")), StandardCharsets.UTF_8)
            .replaceAll("\\{\\{d-\\d+}}", "2026-03-04")
            .replaceAll("\\{\\{ymd-\\d+}}", "20260304");
    String statements =
        """
        SELECT format('INSERT INTO %1$I (%2$s) SELECT %2$s FROM json_populate_recordset('
                || 'NULL::%1$I, %3$L)', name, columns, rows)
        FROM json_each(CAST(? AS json)) AS tables (name, rows),
          LATERAL (
            SELECT string_agg(DISTINCT quote_ident(key), ', ')
            FROM json_array_elements(rows) AS fixture, json_object_keys(fixture) AS key
            WHERE key <> 'key'
          ) AS found (columns)
        WHERE json_typeof(rows) = 'array'
        """;
    List<String> inserts = new ArrayList<>();
    try (Connection connection = postgres.application().getConnection();
        PreparedStatement statement = connection.prepareStatement(statements)) {
      statement.setString(1, fixtures);
      try (var result = statement.executeQuery()) {
        while (result.next()) {
          inserts.add(result.getString(1));
        }
      }
      for (String insert : inserts) {
        try (var executed = connection.createStatement()) {
          assertFalse(executed.executeUpdate(insert) == 0);
        }
      }
    }
    assertEquals(10, inserts.size());
  }

  private List<String> contents() throws SQLException {
    List<String> contents = new ArrayList<>();
    for (String table : SampleRows.tables(postgres.owner())) {
      contents.addAll(
          SchemaSnapshot.rows(
              postgres.owner(),
              "SELECT '" + table + "' || r::text FROM " + table + " r ORDER BY r::text"));
    }
    return contents;
  }
}
