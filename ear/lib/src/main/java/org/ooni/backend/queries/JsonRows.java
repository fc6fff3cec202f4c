// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.queries;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Writes rows as JSON objects with a member for each column: times as {@code
 * 2024-01-10T02:00:00.000000Z}, dates as {@code 2024-01-10}, arrays of texts as lists, numbers that
 * are none as null.
 */
public final class JsonRows {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  /** What becomes of columns that are null. */
  public enum Nulls {
    /** A member that is null. */
    SHOWN,
    /** No member. */
    DROPPED
  }

  private final JsonGenerator json;
  private final Nulls nulls;

  /** Rows are written to this generator. */
  public JsonRows(JsonGenerator json, Nulls nulls) {
    this.json = json;
    this.nulls = nulls;
  }

  /**
   * Writes all rows that are left as an array.
   *
   * @return their number
   */
  public int writeAll(ResultSet rows) throws SQLException, IOException {
    int count = 0;
    json.writeStartArray();
    while (rows.next()) {
      json.writeStartObject();
      writeMembers(rows);
      json.writeEndObject();
      count++;
    }
    json.writeEndArray();
    return count;
  }

  /** Writes the members of the current row into the object that was begun. */
  public void writeMembers(ResultSet row) throws SQLException, IOException {
    ResultSetMetaData columns = row.getMetaData();
    for (int column = 1; column <= columns.getColumnCount(); column++) {
      Object value = value(row, columns, column);
      if (value != null || nulls == Nulls.SHOWN) {
        json.writeFieldName(columns.getColumnLabel(column));
        write(value);
      }
    }
  }

  private static Object value(ResultSet row, ResultSetMetaData columns, int column)
      throws SQLException {
    if (columns.getColumnType(column) == Types.TIMESTAMP) {
      Timestamp time = row.getTimestamp(column);
      return time == null ? null : TIME.format(time.toInstant());
    }
    Object value = row.getObject(column);
    // a number that is none has no form in JSON
    return value instanceof Double number && !Double.isFinite(number) ? null : value;
  }

  private void write(Object value) throws SQLException, IOException {
    if (value instanceof Array array) {
      json.writeStartArray();
      for (Object item : (Object[]) array.getArray()) {
        json.writeString(item.toString());
      }
      json.writeEndArray();
    } else if (value == null || value instanceof Number || value instanceof Boolean) {
      json.writePOJO(value);
    } else {
      json.writeString(value.toString());
    }
  }
}
