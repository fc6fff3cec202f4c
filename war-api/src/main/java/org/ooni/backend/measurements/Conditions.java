// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Conditions that a row must all meet. Their texts are constants; values are only ever bound. */
final class Conditions {

  private final List<String> texts = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  private record Items(String type, List<?> items) {}

  /**
   * A statement ready to be prepared.
   *
   * @param sql with question marks
   * @param values one for each
   */
  record Statement(String sql, List<Object> values) {

    /** Gives a prepared statement its values. */
    void bindTo(PreparedStatement statement) throws SQLException {
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, sqlValue(statement, values.get(i)));
      }
    }

    private static Object sqlValue(PreparedStatement statement, Object value) throws SQLException {
      if (value instanceof Instant time) {
        return time.atOffset(ZoneOffset.UTC);
      }
      if (value instanceof Items list) {
        Array array = statement.getConnection().createArrayOf(list.type(), list.items().toArray());
        return array;
      }
      return value;
    }
  }

  /** One more condition, with a value for each of its question marks. */
  void add(String condition, Object... itsValues) {
    texts.add(condition);
    values.addAll(List.of(itsValues));
  }

  /**
   * A column has any of some values; nothing is said when there are none. One value alone is
   * compared, because the planner then knows that an index gives the rows in order.
   */
  void any(String one, String many, String type, List<?> items) {
    if (items.size() == 1) {
      add(one, items.get(0));
    } else if (!items.isEmpty()) {
      add(many, new Items(type, items));
    }
  }

  /** The whole statement. */
  Statement statement(String head, String tail, Object... tailValues) {
    String where = texts.isEmpty() ? "" : "where " + String.join("\n  and ", texts) + "\n";
    List<Object> all = new ArrayList<>(values);
    all.addAll(List.of(tailValues));
    return new Statement(head + where + tail, List.copyOf(all));
  }
}
