// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.database.core.PostgresDatabase;

/**
 * One SQL statement of a change set.
 *
 * @param text as it is executed
 * @param skeleton upper case, without comments, texts and bodies of functions, on one line
 */
record Statement(String text, String skeleton) {

  private static final Database DATABASE = new PostgresDatabase();

  private static final Pattern CREATED =
      Pattern.compile("^CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?([\\w.\"]+)");

  static Statement of(String text) {
    String skeleton =
        text.replaceAll("(?s)\\$(\\w*)\\$.*?\\$\\1\\$", "''")
            .replaceAll("'(?:[^']|'')*'", "''")
            .replaceAll("(?m)--.*$", " ")
            .replaceAll("(?s)/\\*.*?\\*/", " ")
            .replaceAll("\\s+", " ")
            .strip()
            .toUpperCase(Locale.ROOT);
    return new Statement(text, skeleton);
  }

  static List<Statement> of(ChangeSet changeSet) {
    return changeSet.getChanges().stream()
        .flatMap(change -> Arrays.stream(change.generateStatements(DATABASE)))
        .map(Object::toString)
        .map(Statement::of)
        .toList();
  }

  /** The table that it creates, in upper case. */
  Optional<String> createdTable() {
    Matcher created = CREATED.matcher(skeleton);
    return created.find() ? Optional.of(created.group(1)) : Optional.empty();
  }

  boolean isComment() {
    return skeleton.startsWith("COMMENT ON ");
  }

  /** Whether PostgreSQL refuses it within a transaction. */
  boolean standsOutsideTransactions() {
    return skeleton.matches(
        "(CREATE (UNIQUE )?INDEX|DROP INDEX|REINDEX|ALTER TABLE .*DETACH PARTITION)\\b.*\\bCONCURRENTLY\\b.*"
            + "|VACUUM\\b.*");
  }
}
