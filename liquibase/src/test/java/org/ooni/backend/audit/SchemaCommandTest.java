// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ooni.backend.audit.TestDatabase.Ended;
import org.ooni.backend.schema.Release;
import org.ooni.backend.schema.Releases;

class SchemaCommandTest {

  @TempDir Path folder;

  @Test
  void checkNeedsNoDatabase() {
    assertEquals(new Ended(0, "violations: 0\n", ""), TestDatabase.run(Map.of(), "check"));
  }

  @Test
  void updateTellsWhatItApplies() throws SQLException {
    TestDatabase database = TestDatabase.empty("command_update");
    Ended first = database.command("update");
    assertEquals(0, first.code(), first.err());
    assertTrue(first.out().startsWith("1/"), first::out);
    assertEquals(new Ended(0, "applied: 0\n", ""), database.command("update"));
  }

  @Test
  void dictionaryIsPrinted() throws SQLException {
    TestDatabase database = TestDatabase.migrated("command_dictionary");
    assertTrue(database.command("dictionary").out().startsWith("# Data dictionary\n"));
    assertTrue(database.command("dictionary", "--html").out().startsWith("<!DOCTYPE html>\n"));
    database.execute("CREATE TABLE wordless (id integer)");
    Ended ended = database.command("dictionary");
    assertEquals(1, ended.code());
    assertTrue(ended.err().contains("no complete comment: wordless.id\n"), ended::err);
  }

  @Test
  void absentDatabaseIsSaidInOneLineWithoutThePassword() {
    Map<String, String> environment =
        Map.of(
            "DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/ooni",
            "DATABASE_PASSWORD", "correct horse");
    for (String command : List.of("update", "drift", "dictionary")) {
      Ended ended = TestDatabase.run(environment, command);
      assertEquals(3, ended.code());
      assertEquals(1, ended.err().lines().count(), ended::err);
      assertFalse(ended.err().contains("correct horse"));
    }
  }

  @Test
  void addressThatIsNoneIsAWrongCall() {
    Ended ended = TestDatabase.run(Map.of("DATABASE_URL", "postgres://x"), "drift");
    assertEquals(2, ended.code());
    assertTrue(ended.err().contains("DATABASE_URL"), ended::err);
  }

  @Test
  void releaseFreezesWhatNoReleaseHasAndNamesItOnce() throws IOException {
    Path file = Files.writeString(folder.resolve("released.txt"), "# none yet\n");
    Ended ended = release(file, "1.0");
    List<Release> releases = Releases.parse(Files.readString(file));
    assertEquals("frozen: " + releases.get(0).changeSets().size() + "\n", ended.out());
    assertEquals("1.0", releases.get(0).name());
    assertEquals("001-roles-1", releases.get(0).changeSets().get(0).id());
    assertEquals(2, release(file, "1.0").code());
    assertEquals(2, release(file, "a name").code());
    assertEquals(new Ended(0, "frozen: 0\n", ""), release(file, "1.1"));
    assertEquals(releases, Releases.parse(Files.readString(file)));
  }

  @Test
  void releaseRefusesWhenAReleasedOneWasChanged() throws IOException {
    Path file =
        Files.writeString(folder.resolve("released.txt"), "release 1.0\n9:00 001-roles-1\n");
    Ended ended = release(file, "1.1");
    assertEquals(1, ended.code());
    assertTrue(ended.out().startsWith("001-roles-1: changed since"), ended::out);
    assertEquals("release 1.0\n9:00 001-roles-1\n", Files.readString(file));
  }

  private static Ended release(Path file, String name) {
    return TestDatabase.run(Map.of(), "release", name, "--file", file.toString());
  }
}
