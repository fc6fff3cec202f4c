// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Inserts JSON objects as rows. PostgreSQL itself turns their values into those of the columns. */
final class SeedTables {

  private final SeedFile file;
  private final Connection connection;

  SeedTables(SeedFile file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /**
   * Inserts all members that are lists of objects; the name of a member is that of its table.
   *
   * @return the number of rows
   */
  int insertAll() throws SQLException {
    int count = 0;
    for (Map.Entry<String, JsonNode> member : file.content().properties()) {
      if (member.getValue().isArray()) {
        insert(member.getKey(), member.getValue());
        count += member.getValue().size();
      }
    }
    return count;
  }

  /** Inserts a list of objects; members that are null or absent become the column's default. */
  void insert(String table, JsonNode rows) throws SQLException {
    Set<String> columns = columns(table);
    if (columns.isEmpty()) {
      throw file.broken(table, "there is no such table", null);
    }
    for (int i = 0; i < rows.size(); i++) {
      String member = table + "[" + i + "]";
      if (!(rows.get(i) instanceof ObjectNode row)) {
        throw file.broken(member, "is no object", null);
      }
      insertRow(member, table, columns, row);
    }
  }

  private void insertRow(String member, String table, Set<String> columns, ObjectNode row)
      throws SQLException {
    List<String> present = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : row.properties()) {
      // a label for humans
      if (field.getKey().equals("key") || field.getValue().isNull()) {
        continue;
      }
      if (!columns.contains(field.getKey())) {
        throw file.broken(member + "." + field.getKey(), "there is no such column", null);
      }
      present.add(field.getKey());
    }
    // names of tables and columns cannot be parameters; these are the catalogue's own
    String names = present.stream().map(SeedTables::quoted).collect(Collectors.joining(", "));
    String insert =
        """
        INSERT INTO %1$s (%2$s)
        SELECT %2$s FROM json_populate_record(NULL::%1$s, CAST(? AS json))
        ON CONFLICT DO NOTHING
        """
            .formatted(quoted(table), names);
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      statement.setString(1, row.toString());
      statement.executeUpdate();
    } catch (SQLException e) {
      throw file.broken(member, e.getMessage(), e);
    }
  }

  private Set<String> columns(String table) throws SQLException {
    String question =
        """
        SELECT column_name FROM information_schema.columns
        WHERE table_schema = current_schema() AND table_name = ?
        """;
    try (PreparedStatement statement = connection.prepareStatement(question)) {
      statement.setString(1, table);
      Set<String> columns = new HashSet<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          columns.add(rows.getString(1));
        }
      }
      return columns;
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
