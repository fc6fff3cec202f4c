// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.sql.DataSource;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.problem.Conflict;
import org.ooni.backend.session.AccountId;
import org.ooni.backend.session.Role;

/** The tables {@code accounts} and {@code session_expunge}, as admins change them. */
@ApplicationScoped
class AccountTable {

  // the lock makes two admins who demote each other do it one after the other
  private static final String SET_ROLE =
      """
      with admins as materialized (
        select array_agg(account_id) as ids
        from (
          select account_id from accounts where role = 'admin' order by account_id for update
        ) as locked)
      insert into accounts (account_id, role, changed_by, changed_at)
      select ?, ?, ?, ?
      from admins
      where ? or coalesce(ids, array[]::text[]) <> array[cast(? as text)]
      on conflict (account_id) do update
      set role = excluded.role, changed_by = excluded.changed_by, changed_at = excluded.changed_at
      """;

  private static final String EXPUNGE =
      """
      insert into session_expunge as old (account_id, threshold) values (?, ?)
      on conflict (account_id) do update
      set threshold = greatest(old.threshold, excluded.threshold)
      """;

  private static final String FIND_ROLE = "select role from accounts where account_id = ?";

  @Inject Clock clock;

  @Resource(lookup = "java:jboss/datasources/OoniWrite")
  DataSource database;

  /** What is done with a prepared statement. */
  @FunctionalInterface
  private interface Step<T> {
    T with(PreparedStatement statement) throws SQLException;
  }

  /** The role that somebody decided on. */
  Optional<Role> role(AccountId account) {
    return run(
        FIND_ROLE,
        find -> {
          find.setString(1, account.text());
          try (ResultSet rows = find.executeQuery()) {
            return rows.next()
                ? Optional.of(Role.ofWireName(rows.getString(1)))
                : Optional.<Role>empty();
          }
        });
  }

  /**
   * Gives an account a role.
   *
   * @param by the admin who decides so
   * @param othersRemain whether there are admins that are not in the table
   * @throws Conflict when nobody would be an admin any more
   */
  void setRole(AccountId account, Role role, AccountId by, boolean othersRemain) {
    int changed =
        run(
            SET_ROLE,
            set -> {
              set.setString(1, account.text());
              set.setString(2, role.wireName());
              set.setString(3, by.text());
              set.setObject(4, now());
              set.setBoolean(5, othersRemain || role == Role.ADMIN);
              set.setString(6, account.text());
              return set.executeUpdate();
            });
    if (changed == 0) {
      throw new Conflict("This is the last admin");
    }
  }

  /** Ends all sessions that the account has now. */
  void expunge(AccountId account) {
    run(
        EXPUNGE,
        expunge -> {
          expunge.setString(1, account.text());
          expunge.setObject(2, now().truncatedTo(ChronoUnit.SECONDS));
          return expunge.executeUpdate();
        });
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private <T> T run(String sql, Step<T> step) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      return step.with(statement);
    } catch (SQLException e) {
      throw ReadDatabase.meaningOf(e);
    }
  }
}
