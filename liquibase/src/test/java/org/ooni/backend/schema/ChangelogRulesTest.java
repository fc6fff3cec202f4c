// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChangelogRulesTest {

  @Test
  void changelogKeepsItsRules() {
    assertEquals(List.of(), new ChangelogRules(Migration.CHANGELOG).violations());
  }

  @Test
  void everyBrokenRuleIsFound() {
    assertEquals(
        List.of(
            "bad-changelog-2: the author should be ooni-backend",
            "number-three: the id should be bad-changelog-3",
            "bad-changelog-4: no comment gives the reason",
            "bad-changelog-5: no label",
            "bad-changelog-6: no rollback",
            "bad-changelog-7: more than one statement",
            "bad-changelog-8: runs more than once",
            "bad-changelog-9: ignores errors",
            "bad-changelog-10: accepts other checksums: a released change set is frozen"),
        new ChangelogRules("bad-changelog.sql").violations());
  }
}
