// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ooni.backend.queries.Conditions;

/**
 * The form that all statements have: a column for each axis, then the counts of measurements,
 * anomalies, confirmed ones and failures, disjoint (measurement API 2.2); in the order of the axes.
 *
 * @param columns of the axes
 * @param counts SQL of the four counts, named as the columns of rollups are
 * @param from SQL of the table, joined with what its columns need
 * @param having SQL of what a group must meet, or nothing
 */
record GroupedStatement(List<Column> columns, String counts, String from, String having) {

  private static final String HEAD =
      """
      select %s g.measurement_count, g.anomaly_count, g.confirmed_count, g.failure_count
      from (
      select %s
      %sfrom %s
      """;

  private static final String TAIL =
      """
      %s) g
      %s
      %s
      limit ?
      """;

  /** The statement for the groups of the rows that meet some conditions. */
  Conditions.Statement where(Conditions conditions, int mostGroups) {
    String keys = each("%1$s as %2$s, ");
    String head = HEAD.formatted(each("%3$s, "), keys, counts, from);
    String positions =
        IntStream.rangeClosed(1, columns.size())
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(", "));
    String tail =
        columns.isEmpty()
            ? TAIL.formatted("", "", "")
            : TAIL.formatted(
                "group by " + positions + " " + having, each("%4$s\n"), "order by " + positions);
    return conditions.statement(head, tail, mostGroups);
  }

  /**
   * A text for each column: 1 its key, 2 the name of that in the groups, 3 its text, 4 its join.
   */
  private String each(String form) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      String name = "axis_" + (i + 1);
      String group = "g." + name;
      all.append(form.formatted(column.key(), name, column.textOf(group), column.joinTo(group)));
    }
    return all.toString();
  }
}
