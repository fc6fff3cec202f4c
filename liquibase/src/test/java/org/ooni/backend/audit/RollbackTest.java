// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.changelog.ChangeSet;
import org.junit.jupiter.api.Test;
import org.ooni.backend.schema.Changelog;
import org.ooni.backend.schema.QuietLiquibase;
import org.ooni.backend.schema.SampleRows;

class RollbackTest {

  /** A file of change sets, and what was there before it was applied. */
  private record Step(String file, int changeSets, List<String> before) {}

  @Test
  void everyFileIsTakenBackToWhatWasThereBeforeItWithRowsInAllTables() throws Exception {
    TestDatabase database = TestDatabase.empty("rollback_by_file");
    Map<String, Integer> files = new LinkedHashMap<>();
    for (ChangeSet changeSet : Changelog.changeSets(Changelog.MASTER)) {
      files.merge(changeSet.getFilePath(), 1, Integer::sum);
    }
    Deque<Step> steps = new ArrayDeque<>();
    for (Map.Entry<String, Integer> file : files.entrySet()) {
      steps.push(new Step(file.getKey(), file.getValue(), Catalogue.of(database.owner())));
      move(database, file.getValue(), true);
    }
    assertEquals(Catalogue.reference(), Catalogue.of(database.owner()));
    SampleRows.insert(database.owner());
    for (Step step : steps) {
      move(database, step.changeSets(), false);
      assertEquals(
          String.join("\n", step.before()),
          String.join("\n", Catalogue.of(database.owner())),
          step.file());
    }
  }

  private static void move(TestDatabase database, int changeSets, boolean forward)
      throws Exception {
    try (Connection connection = database.owner().getConnection()) {
      QuietLiquibase.call(
          () -> {
            if (forward) {
              Changelog.over(connection).update(changeSets, new Contexts(), new LabelExpression());
            } else {
              Changelog.over(connection)
                  .rollback(changeSets, new Contexts(), new LabelExpression());
            }
            return null;
          });
    }
  }
}
