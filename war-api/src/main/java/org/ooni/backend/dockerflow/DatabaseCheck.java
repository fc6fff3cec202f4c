// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.dockerflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.problem.Problem;

/** The database answers, and has the schema that this version was built with. */
@ApplicationScoped
class DatabaseCheck implements Check {

  private static final String APPLIED =
      """
      select count(distinct id)
      from databasechangelog
      where id = any (?)
      """;

  @Inject ReadDatabase database;
  @Inject ExpectedSchema expected;

  @Override
  public String name() {
    return "database";
  }

  @Override
  public Finding check() {
    try {
      long missing = expected.changeSets().size() - applied();
      return missing == 0
          ? Finding.ok()
          : Finding.error("database.migrations", missing + " migrations are not applied");
    } catch (Problem e) {
      return Finding.error("database.unreachable", "the database does not answer");
    } catch (IllegalStateException e) {
      return Finding.error("database.migrations", "the schema is not applied");
    }
  }

  private long applied() {
    return database.ask(
        APPLIED,
        statement -> {
          Object[] ids = expected.changeSets().toArray();
          statement.setArray(1, statement.getConnection().createArrayOf("text", ids));
          try (ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
          }
        });
  }
}
