// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import java.util.List;
import org.ooni.backend.queries.Conditions;

/**
 * The tables of counts by day or month. Cells that were taken back may hold zero, and are left out.
 */
enum Rollup {
  COUNTRY("rollup_country_day r", "r.day"),
  NETWORK("rollup_network_day r", "r.day"),
  NETWORK_MONTH("rollup_network_month r", "r.month"),
  SITE("rollup_site_day r", "r.day"),
  CATEGORY("rollup_category_day r", "r.day");

  private static final String COUNTS =
      """
      coalesce(sum(r.measurement_count), 0) as measurement_count,
        coalesce(sum(r.anomaly_count), 0) as anomaly_count,
        coalesce(sum(r.confirmed_count), 0) as confirmed_count,
        coalesce(sum(r.failure_count), 0) as failure_count
      """;

  /** An input that several lists have in one category counts there once. */
  private static final String WITH_LISTS =
      """
       join (select distinct input_id, category_code from rollup_category_input) l
        on l.input_id = r.input_id
      """;

  private static final String ON_LISTS =
      """
      exists (
          select from rollup_category_input o
          where o.input_id = r.input_id and o.category_code = ? and o.list_cc = any (?))""";

  private final String table;
  private final String time;

  Rollup(String table, String time) {
    this.table = table;
    this.time = time;
  }

  /** The statement that answers a question from this table. */
  Conditions.Statement statement(AggregationQuery query, int mostGroups) {
    List<Column> columns = query.axes().stream().map(axis -> column(axis, query.grain())).toList();
    boolean joined = this == SITE && query.axes().contains(Axis.CATEGORY_CODE);
    return new GroupedStatement(columns, COUNTS, joined ? table + WITH_LISTS : table)
        .where(conditions(query), mostGroups);
  }

  private Column column(Axis axis, TimeGrain grain) {
    return switch (axis) {
      case PROBE_CC -> Column.plain("r.probe_cc");
      case PROBE_ASN -> Column.plain("r.probe_asn");
      case MEASUREMENT_START_DAY -> Column.plain(grain.startOf(time));
      case CATEGORY_CODE -> Column.plain(this == SITE ? "l.category_code" : "r.category_code");
      case TEST_NAME -> Dimension.TEST.column();
      case DOMAIN -> Dimension.DOMAIN.column();
      case INPUT -> Dimension.INPUT.column();
      case BLOCKING_TYPE -> throw new IllegalArgumentException("no rollup has " + axis);
    };
  }

  private Conditions conditions(AggregationQuery query) {
    Conditions where = new Conditions();
    where.add("r.measurement_count > 0");
    where.add(time + " >= ?", query.since());
    where.add(time + " < ?", query.until());
    where.any("r.probe_cc = ?", "r.probe_cc = any (?)", "text", query.probeCcs());
    where.any("r.probe_asn = ?", "r.probe_asn = any (?)", "bigint", query.probeAsns());
    Dimension.TEST.filter(where, query.testNames());
    Dimension.DOMAIN.filter(where, query.domains());
    Dimension.INPUT.filter(where, query.input().stream().toList());
    query.category().ifPresent(code -> inCategory(where, code, query));
    return where;
  }

  private void inCategory(Conditions where, String code, AggregationQuery query) {
    if (this == CATEGORY) {
      where.add("r.category_code = ?", code);
      where.add(query.probeCcs().isEmpty() ? "r.list_scope = 'G'" : "r.list_scope in ('G', 'L')");
      return;
    }
    where.add(ON_LISTS, code, Conditions.array("text", query.lists()));
    if (query.axes().contains(Axis.CATEGORY_CODE)) {
      where.add("l.category_code = ?", code);
    }
  }
}
