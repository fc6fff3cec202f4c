// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.draft;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * What brings a database to the entities.
 *
 * @param changes in the order in which they are applied
 */
record Draft(List<DraftChange> changes) {

  private static final String WHY = "WHY";

  private static final String HEAD =
      """
      --liquibase formatted sql

      -- A DRAFT, made by comparing the entities with a database. Read every line; say why in place of WHY, PURPOSE and
      -- RETENTION; add indexes, which entities do not tell of; name the file in master.yaml and delete this paragraph.
      """;

  static Draft of(DataSource database) throws SQLException {
    Map<String, List<DraftColumn>> wanted = byTable(EntityColumns.of(database));
    Map<String, List<DraftColumn>> found = byTable(DatabaseColumns.of(database, wanted.keySet()));
    List<DraftChange> changes = new ArrayList<>();
    wanted.forEach(
        (table, columns) -> {
          if (found.containsKey(table)) {
            changes.addAll(changed(columns, found.get(table)));
          } else {
            changes.addAll(created(table, columns));
          }
        });
    return new Draft(changes);
  }

  /** A file of change sets, to be finished by hand. */
  String file(String stem, String labels) {
    StringBuilder text = new StringBuilder(HEAD);
    int number = 1;
    for (DraftChange change : changes) {
      text.append(change.changeSet(stem + "-" + number++, labels));
    }
    return text.toString();
  }

  private static Map<String, List<DraftColumn>> byTable(List<DraftColumn> columns) {
    return columns.stream()
        .collect(
            Collectors.groupingBy(DraftColumn::table, LinkedHashMap::new, Collectors.toList()));
  }

  private static List<DraftChange> created(String table, List<DraftColumn> columns) {
    String key =
        columns.stream()
            .filter(DraftColumn::key)
            .map(DraftColumn::name)
            .collect(Collectors.joining(", "));
    String lines =
        columns.stream()
            .map(column -> "    " + definition(column) + ",\n")
            .collect(Collectors.joining());
    String grant = "SELECT, INSERT, UPDATE, DELETE ON " + table;
    return List.of(
        new DraftChange(
            WHY,
            "CREATE TABLE %s (\n%s    CONSTRAINT pk_%s PRIMARY KEY (%s)\n)"
                .formatted(table, lines, table, key),
            "DROP TABLE " + table),
        new DraftChange(
            "The data dictionary is made from these; see the README for the form",
            columns.stream()
                .map(Draft::described)
                .collect(Collectors.joining(";\n", described(table) + ";\n", "")),
            ""),
        new DraftChange(
            "The application reads and writes rows, it owns nothing [risk: grant; rows of this"
                + " table only]",
            "GRANT " + grant + " TO ooni_app",
            "REVOKE " + grant + " FROM ooni_app"));
  }

  private static List<DraftChange> changed(List<DraftColumn> wanted, List<DraftColumn> found) {
    List<DraftChange> changes = new ArrayList<>();
    for (DraftColumn column : wanted) {
      DraftColumn there = named(found, column.name());
      if (there == null) {
        changes.add(added(column, WHY));
        changes.add(new DraftChange(WHY, described(column), ""));
      } else if (!there.type().equals(column.type())) {
        changes.add(
            new DraftChange(WHY + " [risk: type; " + WHY + "]", retyped(column), retyped(there)));
      }
    }
    for (DraftColumn column : found) {
      if (named(wanted, column.name()) == null) {
        DraftChange back = added(column, WHY);
        changes.add(
            new DraftChange(
                WHY + " [risk: drop; the version before does not use it]",
                back.rollback(),
                back.statement()));
      }
    }
    return changes;
  }

  private static DraftColumn named(List<DraftColumn> columns, String name) {
    return columns.stream()
        .filter(column -> Objects.equals(column.name(), name))
        .findFirst()
        .orElse(null);
  }

  private static DraftChange added(DraftColumn column, String comment) {
    return new DraftChange(
        comment,
        "ALTER TABLE " + column.table() + " ADD COLUMN " + definition(column) + start(column),
        "ALTER TABLE " + column.table() + " DROP COLUMN " + column.name());
  }

  private static String definition(DraftColumn column) {
    return column.name() + " " + column.type() + (column.nullable() ? "" : " NOT NULL");
  }

  /** Rows that are there already need a value. */
  private static String start(DraftColumn column) {
    if (column.nullable()) {
      return "";
    }
    return switch (column.type()) {
      case "text", "bytea" -> " DEFAULT ''";
      case "boolean" -> " DEFAULT false";
      case "timestamptz", "date" -> " DEFAULT now()";
      default -> " DEFAULT 0";
    };
  }

  private static String retyped(DraftColumn column) {
    return "ALTER TABLE %1$s ALTER COLUMN %2$s TYPE %3$s USING %2$s::%3$s"
        .formatted(column.table(), column.name(), column.type());
  }

  private static String described(String table) {
    return "COMMENT ON TABLE " + table + " IS 'PURPOSE [personal: possibly; kept: RETENTION]'";
  }

  private static String described(DraftColumn column) {
    return "COMMENT ON COLUMN "
        + column.qualified()
        + " IS 'PURPOSE [personal: possibly; kept: with the row]'";
  }
}
