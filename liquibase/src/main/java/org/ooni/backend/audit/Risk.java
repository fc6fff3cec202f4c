// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.audit;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a statement of a change set may do that somebody has to answer for. */
enum Risk {
  /** Takes away what the version before may use; dropping a table or column loses its data. */
  DROP("^DROP\\b|^ALTER TABLE\\b.*\\bDROP (?!NOT NULL|DEFAULT|EXPRESSION|IDENTITY)"),
  /** Loses rows. */
  TRUNCATE("^TRUNCATE\\b"),
  /** Changes rows: how many, and for how long they stay locked, depends on the database. */
  ROWS("^(INSERT|UPDATE|DELETE|MERGE|COPY|WITH|SELECT)\\b"),
  /** Values may not fit, and the table may be written anew under a lock. */
  TYPE("^ALTER TABLE\\b.*\\bALTER (COLUMN )?\\S+ (SET DATA )?TYPE\\b"),
  /** Writes the whole table anew under a lock. */
  REWRITE(
      "^ALTER TABLE\\b.*\\bADD (COLUMN )?.*"
          + "(\\bGENERATED\\b|\\bSERIAL\\b|\\bBIGSERIAL\\b|\\bDEFAULT (?!NOW\\b)\\w+ ?\\()"
          + "|^ALTER TABLE\\b.*\\bSET (LOGGED|UNLOGGED|ACCESS METHOD|TABLESPACE)\\b"
          + "|^VACUUM\\b.*\\bFULL\\b|^CLUSTER\\b"),
  /** Keeps writers, or everybody, out while it reads the table. */
  LOCK(
      "^ALTER TABLE\\b(?!.*\\bNOT VALID\\b).*\\b(SET NOT NULL|ADD CONSTRAINT|PRIMARY KEY|UNIQUE|CHECK|REFERENCES)\\b"
          + "|^ALTER TABLE\\b.*\\b(ATTACH PARTITION|DETACH PARTITION(?!.*\\bCONCURRENTLY))\\b"
          + "|^(REINDEX|REFRESH)\\b(?!.*\\bCONCURRENTLY\\b)|^CREATE TRIGGER\\b|^LOCK\\b"),
  /** Keeps writers out while an index is built. */
  INDEX("^CREATE (UNIQUE )?INDEX (?!CONCURRENTLY\\b)"),
  /** Lets a role do more than before. */
  GRANT(
      "^GRANT\\b|^ALTER DEFAULT PRIVILEGES\\b|\\bOWNER TO\\b|\\bSECURITY DEFINER\\b|^ALTER ROLE\\b"),
  /** The version before looks for the old name. */
  RENAME("^ALTER\\b.*\\bRENAME\\b"),
  /** The version before gets the new behaviour. */
  REPLACE("^CREATE OR REPLACE\\b"),
  /** Runs statements that no rule can read. */
  BLOCK("^DO\\b");

  private static final Set<Risk> HARMLESS_ON_NEW_TABLES = EnumSet.of(LOCK, INDEX);

  private static final Pattern TABLE =
      Pattern.compile(
          "^(?:CREATE (?:UNIQUE )?INDEX .*? ON|ALTER TABLE|CREATE TRIGGER .*? ON) "
              + "(?:IF EXISTS )?(?:ONLY )?([\\w.\"]+)");

  private final Pattern sign;

  Risk(String sign) {
    this.sign = Pattern.compile(sign);
  }

  /** As it is written in comments. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Risk> labelled(String label) {
    return Arrays.stream(values()).filter(risk -> risk.label().equals(label)).findFirst();
  }

  /**
   * The risks of a statement.
   *
   * @param newTables tables that are empty because the same file has made them
   */
  static Set<Risk> of(Statement statement, Set<String> newTables) {
    Set<Risk> found = EnumSet.noneOf(Risk.class);
    for (Risk risk : values()) {
      if (risk.sign.matcher(statement.skeleton()).find()) {
        found.add(risk);
      }
    }
    Matcher table = TABLE.matcher(statement.skeleton());
    if (table.find() && newTables.contains(table.group(1))) {
      found.removeAll(HARMLESS_ON_NEW_TABLES);
    }
    return found;
  }
}
