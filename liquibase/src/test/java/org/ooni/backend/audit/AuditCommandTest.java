// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liquibase.changelog.ChangeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ooni.backend.audit.TestDatabase.Ended;
import org.ooni.backend.schema.Changelog;
import org.ooni.backend.schema.Migration;

class AuditCommandTest {

  @TempDir Path folder;

  @Test
  void beforeAnUpdateItTellsWhatWouldBeDoneAndChangesNothing() throws Exception {
    TestDatabase database = TestDatabase.empty("audit_before");
    List<String> before = Catalogue.of(database.owner());
    Ended ended = audit(database);
    assertEquals(before, Catalogue.of(database.owner()));
    assertEquals(List.of(), tables(database));
    assertEquals(0, ended.code(), ended.out() + ended.err());

    List<String> ids = ids();
    assertEquals(ids, changeSetsIn("update.sql"));
    List<String> backwards = new ArrayList<>(ids);
    Collections.reverse(backwards);
    assertEquals(backwards, changeSetsIn("future-rollback.sql"));
    assertTrue(ended.out().endsWith("pending: " + ids.size() + ", findings: 0, differences: 0\n"));
    assertTrue(read("drift.txt").startsWith("not looked for"));
  }

  @Test
  void afterAnUpdateItTellsWhenEachWasAppliedAndByWhichRelease() throws Exception {
    TestDatabase database = TestDatabase.migrated("audit_after");
    Ended ended = audit(database);
    assertEquals(0, ended.code(), ended.out() + ended.err());
    assertEquals(List.of(), changeSetsIn("update.sql"));
    assertEquals("differences: 0\n", read("drift.txt"));
    assertEquals(List.of(), new Migration(database.owner()).pending());
    String status = read("status.txt");
    assertTrue(status.contains("\nrelease: baseline\n"), status);
    assertTrue(status.contains(" release baseline\n"), status);
    assertTrue(read("report.html").contains("<td>001-roles-1</td>"));
    assertTrue(read("data-dictionary.md").contains("\n## fastpath\n"));
    assertTrue(read("data-dictionary.html").contains("<h2 id=\"fastpath\">fastpath</h2>"));
  }

  @Test
  void whatCameAfterTheReleaseIsTakenBackByTheRollback() throws Exception {
    TestDatabase database = TestDatabase.migrated("audit_release");
    database.execute(
        "UPDATE databasechangelog SET tag = NULL",
        "UPDATE databasechangelog SET tag = 'baseline' WHERE id = '020-spool-1'");
    audit(database);
    List<String> ids = ids();
    List<String> expected =
        new ArrayList<>(ids.subList(ids.indexOf("020-spool-1") + 1, ids.size()));
    Collections.reverse(expected);
    assertEquals(expected, changeSetsIn("rollback.sql"));
  }

  @Test
  void anAlteredChangeSetAndATableWithoutWordsAreFindings() throws Exception {
    TestDatabase database = TestDatabase.migrated("audit_findings");
    database.execute(
        "UPDATE databasechangelog SET md5sum = '9:00' WHERE id = '020-spool-1'",
        "CREATE TABLE wordless (id integer)");
    Ended ended = audit(database);
    assertEquals(1, ended.code());
    for (String finding :
        List.of(
            "020-spool-1: the database applied another text",
            "wordless: no complete comment",
            "wordless.id: no complete comment",
            "findings: 3, differences: 2")) {
      assertTrue(ended.out().contains(finding), ended::out);
    }
  }

  @Test
  void everyFileIsInTheSums() throws Exception {
    Ended ended = audit(TestDatabase.migrated("audit_sums"));
    List<String> sums = Files.readAllLines(folder.resolve("SHA256SUMS"));
    List<String> expected = new ArrayList<>();
    try (var files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        if (!file.endsWith("SHA256SUMS")) {
          byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
          expected.add(HexFormat.of().formatHex(hash) + "  " + file.getFileName());
        }
      }
    }
    assertEquals(expected, sums);
    assertEquals(8, sums.size(), sums::toString);
    assertTrue(ended.out().startsWith(String.join("\n", sums)), ended::out);
  }

  private Ended audit(TestDatabase database) {
    return database.command("audit", "--out", folder.toString());
  }

  private String read(String file) throws IOException {
    String text = Files.readString(folder.resolve(file));
    assertFalse(text.isEmpty(), file);
    return text;
  }

  /** Ids in the order in which the script remembers or forgets them. */
  private List<String> changeSetsIn(String script) throws IOException {
    Matcher id =
        Pattern.compile("(?m)^-- (?:Changeset|Rolling Back ChangeSet:?) \\S+?::([^:]+)::")
            .matcher(read(script));
    List<String> ids = new ArrayList<>();
    while (id.find()) {
      ids.add(id.group(1));
    }
    return ids;
  }

  private static List<String> ids() {
    return Changelog.changeSets(Changelog.MASTER).stream().map(ChangeSet::getId).toList();
  }

  private static List<String> tables(TestDatabase database) throws SQLException {
    try (var connection = database.owner().getConnection();
        var rows = connection.getMetaData().getTables(null, "public", "%", null)) {
      List<String> tables = new ArrayList<>();
      while (rows.next()) {
        tables.add(rows.getString("TABLE_NAME"));
      }
      return tables;
    }
  }
}
