// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/**
 * Turns rows into one array a column, for statements of the form {@code INSERT ... SELECT FROM
 * unnest(?, ?)}: one statement a batch, whatever its size, which costs the server a third of single
 * inserts.
 */
public final class ColumnArrays<R> {

  private final Connection connection;
  private final PreparedStatement statement;
  private final List<R> rows;
  private int parameter;

  /** For the parameters of this statement, from the first on. */
  public ColumnArrays(Connection connection, PreparedStatement statement, List<R> rows) {
    this.connection = connection;
    this.statement = statement;
    this.rows = rows;
  }

  /**
   * Binds the next column.
   *
   * @param type PostgreSQL's name of the column's type
   */
  public ColumnArrays<R> add(String type, Function<R, ?> value) throws SQLException {
    Object[] values = room(type);
    for (int i = 0; i < values.length; i++) {
      values[i] = value.apply(rows.get(i));
    }
    Array array = connection.createArrayOf(type, values);
    statement.setArray(++parameter, array);
    return this;
  }

  /** Of the Java type that the driver sends in its binary form, where it can. */
  private Object[] room(String type) {
    return switch (type) {
      case "text" -> new String[rows.size()];
      case "int8" -> new Long[rows.size()];
      case "int4" -> new Integer[rows.size()];
      case "float4" -> new Float[rows.size()];
      case "bool" -> new Boolean[rows.size()];
      case "bytea" -> new byte[rows.size()][];
      default -> new Object[rows.size()];
    };
  }

  /** Binds the next column, of texts. */
  public ColumnArrays<R> text(Function<R, String> value) throws SQLException {
    return add("text", value);
  }
}
