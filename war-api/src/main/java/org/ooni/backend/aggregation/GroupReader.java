// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Makes groups of the rows of a {@link GroupedStatement}, in the order in which they come. */
final class GroupReader {

  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:00:00'Z'");

  private final AggregationQuery query;
  private LocalDate day;
  private String textOfDay;

  GroupReader(AggregationQuery query) {
    this.query = query;
  }

  /** The group of the row that the cursor is on. */
  Group read(ResultSet row) throws SQLException {
    int column = 1;
    List<Object> keys = new ArrayList<>(2);
    for (Axis axis : query.axes()) {
      keys.add(key(row, column++, axis));
    }
    return new Group(
        keys,
        row.getLong(column++),
        row.getLong(column++),
        row.getLong(column++),
        row.getLong(column));
  }

  private Object key(ResultSet row, int column, Axis axis) throws SQLException {
    if (axis == Axis.PROBE_ASN) {
      return row.getLong(column);
    }
    if (axis != Axis.MEASUREMENT_START_DAY) {
      return row.getString(column);
    }
    return query.isHourly()
        ? HOUR.format(row.getObject(column, LocalDateTime.class))
        : text(row.getObject(column, LocalDate.class));
  }

  /** Mostly that of the row before. */
  private String text(LocalDate ofRow) {
    if (!ofRow.equals(day)) {
      day = ofRow;
      textOfDay = ofRow.toString();
    }
    return textOfDay;
  }
}
