// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ooni.backend.schema.Changelog;

class ChangelogRulesTest {

  @Test
  void changelogKeepsItsRules() {
    assertEquals(List.of(), ChangelogRules.violations(Changelog.MASTER));
  }

  @Test
  void everyBrokenRuleIsFound() {
    assertEquals(
        List.of(
            "bad-changelog-2: the author should be ooni-backend",
            "number-three: the id should be bad-changelog-3",
            "bad-changelog-4: no comment gives the reason",
            "bad-changelog-5: no label names the component",
            "bad-changelog-5: no label names the issue it was made for, such as issue-8",
            "bad-changelog-6: no rollback",
            "bad-changelog-7: more than one statement",
            "bad-changelog-8: runs more than once",
            "bad-changelog-9: ignores errors",
            "bad-changelog-10: accepts other checksums: a released change set is frozen",
            "bad-changelog-11: no label names the issue it was made for, such as issue-8",
            "bad-changelog-12: no reason for the empty rollback, as in --rollback empty: why",
            "bad-changelog-13: cannot run in a transaction: say runInTransaction:false",
            "bad-changelog-14: says runInTransaction:false without need",
            "bad-changelog-15: silent risk: say in the comment why it is none, as in [risk: drop; why]",
            "bad-changelog-16: states a risk that it has not: grant",
            "bad-changelog-16: states an unknown risk: weather"),
        ChangelogRules.violations("bad-changelog.sql"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DROP TABLE old                                                    | DROP
          ALTER TABLE old DROP COLUMN a                                     | DROP
          ALTER TABLE old DROP a                                            | DROP
          ALTER TABLE old ALTER COLUMN a DROP NOT NULL                      |
          TRUNCATE old                                                      | TRUNCATE
          DELETE FROM old                                                   | ROWS
          WITH gone AS (DELETE FROM old RETURNING a) SELECT count(*) FROM b | ROWS
          INSERT INTO old VALUES ('DROP TABLE a')                           | ROWS
          ALTER TABLE old ALTER a TYPE bigint                               | TYPE
          ALTER TABLE old ALTER COLUMN a SET DATA TYPE bigint               | TYPE
          ALTER TABLE old ADD COLUMN a text NOT NULL DEFAULT ''             |
          ALTER TABLE old ADD COLUMN a timestamptz DEFAULT now()            |
          ALTER TABLE old ADD COLUMN a uuid DEFAULT gen_random_uuid()       | REWRITE
          ALTER TABLE old ADD a text GENERATED ALWAYS AS (lower(b)) STORED  | REWRITE
          ALTER TABLE old ADD COLUMN a bigserial                            | REWRITE
          VACUUM FULL old                                                   | REWRITE
          ALTER TABLE old ALTER COLUMN a SET NOT NULL                       | LOCK
          ALTER TABLE old ADD CONSTRAINT ck_old CHECK (a > 0)               | LOCK
          ALTER TABLE old ADD CONSTRAINT ck_old CHECK (a > 0) NOT VALID     |
          ALTER TABLE old VALIDATE CONSTRAINT ck_old                        |
          ALTER TABLE new ADD CONSTRAINT ck_new CHECK (a > 0)               |
          CREATE TRIGGER t AFTER INSERT ON old EXECUTE FUNCTION f()         | LOCK
          CREATE INDEX idx_old ON old (a)                                   | INDEX
          CREATE UNIQUE INDEX uq_old ON ONLY old (a)                        | INDEX
          CREATE INDEX CONCURRENTLY idx_old ON old (a)                      |
          CREATE INDEX idx_new ON new (a)                                   |
          GRANT SELECT ON old TO ooni_app                                   | GRANT
          ALTER TABLE old OWNER TO ooni_app                                 | GRANT
          CREATE FUNCTION f() RETURNS int SECURITY DEFINER AS 'SELECT 1'    | GRANT
          ALTER TABLE old RENAME COLUMN a TO b                              | RENAME
          CREATE OR REPLACE VIEW v AS SELECT 1                              | REPLACE
          DO $$ BEGIN DROP TABLE old; END $$                                | BLOCK
          CREATE FUNCTION f() RETURNS int AS $x$ DELETE FROM old $x$        |
          CREATE TABLE a (b text) -- DROP TABLE old                         |
          """)
  void riskOfAStatementIsSeen(String statement, Risk risk) {
    assertEquals(
        risk == null ? Set.of() : Set.of(risk), Risk.of(Statement.of(statement), Set.of("NEW")));
  }
}
