// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import liquibase.change.Change;
import liquibase.change.core.TagDatabaseChange;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.database.core.PostgresDatabase;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.ResourceAccessor;

/**
 * The rules of this changelog, checked over what Liquibase understood of it rather than over its
 * text: an attribute with a slip in its name is missing here.
 */
public final class ChangelogRules {

  private static final String AUTHOR = "ooni-backend";

  private final String changelog;
  private final Database database = new PostgresDatabase();

  /**
   * Prepares, reads nothing yet.
   *
   * @param changelog name of a resource on the class path
   */
  public ChangelogRules(String changelog) {
    this.changelog = changelog;
  }

  /**
   * What is wrong, one line each with the change set in front; nothing when all is well.
   *
   * @throws SchemaException when the changelog cannot be read
   */
  public List<String> violations() {
    return QuietLiquibase.call(
        () -> {
          ResourceAccessor accessor =
              new ClassLoaderResourceAccessor(ChangelogRules.class.getClassLoader());
          List<ChangeSet> changeSets =
              ChangeLogParserFactory.getInstance()
                  .getParser(changelog, accessor)
                  .parse(changelog, new ChangeLogParameters(database), accessor)
                  .getChangeSets();
          return violations(changeSets);
        });
  }

  private List<String> violations(List<ChangeSet> changeSets) {
    Map<String, Integer> seen = new HashMap<>();
    List<String> violations = new ArrayList<>();
    for (ChangeSet changeSet : changeSets) {
      String stem = changeSet.getFilePath().replaceAll("^.*/|\\.sql$", "");
      String expected = stem + "-" + seen.merge(stem, 1, Integer::sum);
      check(changeSet, expected).stream()
          .map(violation -> changeSet.getId() + ": " + violation)
          .forEach(violations::add);
    }
    return violations;
  }

  private List<String> check(ChangeSet changeSet, String expectedId) {
    List<String> violations = new ArrayList<>();
    if (!changeSet.getId().equals(expectedId)) {
      violations.add("the id should be " + expectedId);
    }
    if (!AUTHOR.equals(changeSet.getAuthor())) {
      violations.add("the author should be " + AUTHOR);
    }
    if (changeSet.getComments() == null || changeSet.getComments().isBlank()) {
      violations.add("no comment gives the reason");
    }
    if (changeSet.getLabels() == null || changeSet.getLabels().isEmpty()) {
      violations.add("no label");
    }
    if (changeSet.getRollback() == null || changeSet.getRollback().getChanges().isEmpty()) {
      violations.add("no rollback");
    }
    if (changeSet.isAlwaysRun() || changeSet.isRunOnChange()) {
      violations.add("runs more than once");
    }
    if (changeSet.getFailOnError() == Boolean.FALSE) {
      violations.add("ignores errors");
    }
    if (!changeSet.getValidCheckSums().isEmpty()) {
      violations.add("accepts other checksums: a released change set is frozen");
    }
    if (hasSeveralStatements(changeSet)) {
      violations.add("more than one statement");
    }
    return violations;
  }

  /** Comments on a table and its columns belong together; anything else stands alone. */
  private boolean hasSeveralStatements(ChangeSet changeSet) {
    List<String> statements =
        changeSet.getChanges().stream()
            .filter(change -> !(change instanceof TagDatabaseChange))
            .flatMap(this::statements)
            .toList();
    return statements.size() > 1
        && !statements.stream().allMatch(statement -> statement.startsWith("COMMENT ON "));
  }

  private Stream<String> statements(Change change) {
    return Arrays.stream(change.generateStatements(database)).map(Object::toString);
  }
}
