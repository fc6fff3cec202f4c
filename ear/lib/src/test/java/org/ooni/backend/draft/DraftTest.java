// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.ooni.backend.schema.Bootstrap;
import org.ooni.backend.schema.MigratedPostgres;

class DraftTest {

  private static final MigratedPostgres POSTGRES = MigratedPostgres.shared();

  @Test
  void entitiesAndChangeSetsAgree() throws SQLException {
    assertEquals(List.of(), Draft.of(POSTGRES.owner()).changes());
  }

  @Test
  void draftBringsTheDatabaseToTheEntitiesAndBackAgain() throws SQLException {
    DataSource database = withTable("draft_table", "measurement_uid text, platform bytea, old int");
    Draft draft = Draft.of(database);
    assertTrue(draft.changes().size() > 30, draft::toString);
    for (DraftChange change : draft.changes()) {
      execute(database, change.statement());
    }
    assertEquals(List.of(), Draft.of(database).changes());
    for (DraftChange change : draft.changes()) {
      if (!change.rollback().isEmpty()) {
        execute(database, change.rollback());
      }
    }
    assertEquals(draft, Draft.of(database));
  }

  @Test
  void missingTableIsMadeWithWordsAndRights() throws SQLException {
    POSTGRES.bootstrap("draft_empty");
    DataSource database = POSTGRES.dataSource(Bootstrap.OWNER, "draft_empty");
    Draft draft = Draft.of(database);
    assertEquals(3, draft.changes().size());
    for (DraftChange change : draft.changes()) {
      execute(database, change.statement());
    }
    assertEquals(List.of(), Draft.of(database).changes());
  }

  @Test
  void fileHasTheFormOfTheOthers() {
    Draft draft =
        new Draft(
            List.of(
                new DraftChange("WHY", "ALTER TABLE a ADD COLUMN b text", "ALTER TABLE a DROP b"),
                new DraftChange("WHY", "COMMENT ON COLUMN a.b IS 'B'", "")));
    assertTrue(
        draft
            .file("330-b", "archive,issue-8")
            .endsWith(
                """

                --changeset ooni-backend:330-b-1 labels:archive,issue-8
                --comment: WHY
                ALTER TABLE a ADD COLUMN b text;
                --rollback ALTER TABLE a DROP b;

                --changeset ooni-backend:330-b-2 labels:archive,issue-8
                --comment: WHY
                COMMENT ON COLUMN a.b IS 'B';
                --rollback empty: comments go with their table
                """));
  }

  private static DataSource withTable(String name, String columns) throws SQLException {
    POSTGRES.bootstrap(name);
    DataSource database = POSTGRES.dataSource(Bootstrap.OWNER, name);
    execute(database, "CREATE TABLE fastpath (" + columns + ")");
    return database;
  }

  private static void execute(DataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
