// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.dockerflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.util.List;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.problem.Problem;

/** The database answers. */
@ApplicationScoped
class DatabaseCheck implements Check {

  @Inject ReadDatabase database;

  @Override
  public String name() {
    return "database";
  }

  @Override
  public List<Finding> check() {
    try {
      database.ask("SELECT 1", PreparedStatement::execute);
      return List.of();
    } catch (Problem e) {
      return List.of(Finding.error("database.unreachable", "the database does not answer"));
    }
  }
}
