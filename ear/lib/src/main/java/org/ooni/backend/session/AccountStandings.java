// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.problem.Unavailable;

/**
 * The tables {@code accounts} and {@code session_expunge}, as those read them who look at a token.
 * Nothing is cached: a demotion counts from its answer on, on every node.
 */
@ApplicationScoped
public class AccountStandings {

  private static final String FIND =
      """
      select exists (select 1 from accounts where account_id = ? and role = 'admin'),
        (select threshold from session_expunge where account_id = ?)
      """;

  @Inject ReadDatabase database;

  /** For the container. */
  protected AccountStandings() {}

  /** On a database of the caller's. */
  public AccountStandings(ReadDatabase database) {
    this.database = database;
  }

  /**
   * How this account stands.
   *
   * @throws Unavailable when the database is away
   */
  Standing of(AccountId account) {
    return database.ask(FIND, statement -> standing(statement, account));
  }

  private static Standing standing(PreparedStatement statement, AccountId account)
      throws SQLException {
    statement.setString(1, account.text());
    statement.setString(2, account.text());
    try (ResultSet rows = statement.executeQuery()) {
      rows.next();
      Role role = rows.getBoolean(1) ? Role.ADMIN : Role.USER;
      return new Standing(
          role,
          Optional.ofNullable(rows.getObject(2, OffsetDateTime.class))
              .map(OffsetDateTime::toInstant));
    }
  }
}
