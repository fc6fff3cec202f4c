// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.urlpriorities;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ooni.backend.database.WriteDatabase;
import org.ooni.backend.problem.ChangeRefused;

/** The table {@code url_priorities}. */
@ApplicationScoped
class RuleTable {

  private static final String LIST =
      """
      select category_code, cc, domain, url, priority
      from url_priorities
      order by category_code collate "C", cc collate "C", domain collate "C", url collate "C",
        priority
      """;

  // without a priority any will do, with one it must be the one the editor saw
  private static final String DELETE =
      """
      delete from url_priorities
      where category_code = ? and cc = ? and domain = ? and url = ?
        and priority = coalesce(cast(? as integer), priority)
      """;

  private static final String INSERT =
      """
      insert into url_priorities (category_code, cc, domain, url, priority)
      values (?, ?, ?, ?, ?)
      on conflict do nothing
      """;

  @Inject WriteDatabase database;

  /** A rule as it is shown. */
  public record Shown(String category_code, String cc, String domain, int priority, String url) {}

  /** All rules, sorted by their members. */
  List<Shown> list() {
    return database.inTransaction(
        connection -> {
          List<Shown> rules = new ArrayList<>();
          try (PreparedStatement list = connection.prepareStatement(LIST);
              ResultSet rows = list.executeQuery()) {
            while (rows.next()) {
              rules.add(
                  new Shown(
                      star(rows.getString(1)),
                      star(rows.getString(2)),
                      star(rows.getString(3)),
                      rows.getInt(5),
                      star(rows.getString(4))));
            }
          }
          return rules;
        });
  }

  /**
   * Takes one rule out and puts another in, or does neither.
   *
   * @throws ChangeRefused when the old one is not there, or there is a rule for the same as the new
   *     one
   */
  void replace(Optional<Rule> old, Optional<Rule> fresh) {
    database.inTransaction(
        connection -> {
          if (old.isPresent() && change(connection, DELETE, old.get()) == 0) {
            throw ChangeRefused.notFound("err_rule_not_found", "There is no such rule");
          }
          if (fresh.isPresent() && change(connection, INSERT, fresh.get()) == 0) {
            throw new ChangeRefused("err_duplicate_rule", "There is a rule for the same already");
          }
          return null;
        });
  }

  private static int change(Connection connection, String sql, Rule rule) throws SQLException {
    try (PreparedStatement change = connection.prepareStatement(sql)) {
      change.setString(1, rule.categoryCode());
      change.setString(2, rule.cc());
      change.setString(3, rule.domain());
      change.setString(4, rule.url());
      Integer priority = rule.priority().isPresent() ? rule.priority().getAsInt() : null;
      change.setObject(5, priority, Types.INTEGER);
      return change.executeUpdate();
    }
  }

  private static String star(String pattern) {
    return pattern.isEmpty() ? "*" : pattern;
  }
}
