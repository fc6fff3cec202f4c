// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.queries;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Conditions that a row must all meet. Their texts are constants; values are only ever bound. */
public final class Conditions {

  private final List<String> texts = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  private record Items(String type, List<?> items) {}

  /**
   * A statement ready to be prepared.
   *
   * @param sql with question marks
   * @param values one for each
   */
  public record Statement(String sql, List<Object> values) {

    /** Gives a prepared statement its values; times as UTC. */
    public void bindTo(PreparedStatement statement) throws SQLException {
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

  /**
   * An array to bind as one value.
   *
   * @param type SQL name of the type of an item
   */
  public static Object array(String type, List<?> items) {
    return new Items(type, items);
  }

  /** One more condition, with a value for each of its question marks. */
  public void add(String condition, Object... itsValues) {
    texts.add(condition);
    values.addAll(List.of(itsValues));
  }

  /**
   * A column has any of some values; nothing is said when there are none. One value alone is
   * compared, because the planner then knows that an index gives the rows in order.
   *
   * @param one condition with a question mark for a value
   * @param many condition with one for an array of them
   * @param type SQL name of the type of a value
   */
  public void any(String one, String many, String type, List<?> items) {
    if (items.size() == 1) {
      add(one, items.get(0));
    } else if (!items.isEmpty()) {
      add(many, array(type, items));
    }
  }

  /**
   * A column of texts of any length has any of some values; likewise. Its index has the first 255
   * characters only, so both are said.
   *
   * @param column a constant
   */
  public void anyLongText(String column, List<String> items) {
    String first = "left(" + column + ", 255)";
    List<String> firsts = items.stream().map(Conditions::first255).toList();
    any(first + " = ?", first + " = any (?)", "text", firsts);
    any(column + " = ?", column + " = any (?)", "text", items);
  }

  /** What an index of the first 255 characters has of a text. */
  public static String first255(String text) {
    return text.codePointCount(0, text.length()) <= 255
        ? text
        : text.substring(0, text.offsetByCodePoints(0, 255));
  }

  /**
   * The whole statement.
   *
   * @param head what comes before the conditions, without question marks
   * @param tail what comes after them
   * @param tailValues one for each question mark of the tail
   */
  public Statement statement(String head, String tail, Object... tailValues) {
    String where = texts.isEmpty() ? "" : "where " + String.join("\n  and ", texts) + "\n";
    List<Object> all = new ArrayList<>(values);
    all.addAll(List.of(tailValues));
    return new Statement(head + where + tail, List.copyOf(all));
  }
}
