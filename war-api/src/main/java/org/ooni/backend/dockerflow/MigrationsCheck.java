// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.dockerflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.util.List;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.problem.Problem;

/** The database has the schema that this version was built with. */
@ApplicationScoped
class MigrationsCheck implements Check {

  private static final String APPLIED =
      """
      SELECT count(DISTINCT id) FROM databasechangelog WHERE id = ANY (?)
      """;

  @Inject ReadDatabase database;
  @Inject ExpectedSchema expected;

  @Override
  public String name() {
    return "migrations";
  }

  @Override
  public List<Finding> check() {
    try {
      long missing = expected.changeSets().size() - applied();
      return missing == 0
          ? List.of()
          : List.of(Finding.error("migrations.missing", missing + " migrations are not applied"));
    } catch (Problem e) {
      return List.of(
          Finding.warning("migrations.unknown", "the database does not tell what is applied"));
    } catch (IllegalStateException e) {
      return List.of(Finding.error("migrations.missing", "the schema is not applied"));
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
