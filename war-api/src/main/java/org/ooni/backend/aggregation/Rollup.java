// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import java.time.LocalDate;
import java.util.List;
import org.ooni.backend.queries.Conditions;

/**
 * The tables of counts by day, and those of them that are also kept by month. Cells that were taken
 * back may hold zero, and are left out.
 */
enum Rollup {
  COUNTRY("rollup_country_day", ""),
  NETWORK("rollup_network_day", "probe_cc, probe_asn, test_id"),
  SITE("rollup_site_day", ""),
  CATEGORY("rollup_category_day", "category_code, test_id, probe_cc, list_scope");

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

  /** Days before the first whole month, whole months, and days after the last of them. */
  private static final String MONTHS_AND_DAYS =
      """
      (
        select 'first days' as part, day, %1$s from %2$s
        union all
        select 'months', month, %1$s from %3$s
        union all
        select 'last days', day, %1$s from %2$s) r
      """;

  private static final String IN_MONTHS_AND_DAYS =
      """
      (r.part = 'first days' and r.day >= ? and r.day < ?
          or r.part = 'months' and r.day >= ? and r.day < ?
          or r.part = 'last days' and r.day >= ? and r.day < ?)""";

  private static final String COUNT_COLUMNS =
      "measurement_count, anomaly_count, confirmed_count, failure_count";

  private final String table;
  private final String monthly;

  /**
   * A table.
   *
   * @param monthly columns of the cells of its table of months, empty when there is none
   */
  Rollup(String table, String monthly) {
    this.table = table;
    this.monthly = monthly;
  }

  /** The statement that answers a question from this table. */
  Conditions.Statement statement(AggregationQuery query, int mostGroups) {
    List<Column> columns = query.axes().stream().map(axis -> column(axis, query.grain())).toList();
    boolean joined = this == SITE && query.axes().contains(Axis.CATEGORY_CODE);
    String rows = readsMonths(query) ? monthsAndDays() : table + " r";
    return new GroupedStatement(columns, COUNTS, joined ? rows + WITH_LISTS : rows)
        .where(conditions(query), mostGroups);
  }

  /** Where some months are asked for as a whole, and nothing splits them. */
  private boolean readsMonths(AggregationQuery query) {
    boolean split = query.axes().contains(Axis.MEASUREMENT_START_DAY) && query.grain().isShort();
    return !monthly.isEmpty() && !split && query.firstMonth().isBefore(query.lastMonth());
  }

  private String monthsAndDays() {
    return MONTHS_AND_DAYS.formatted(
        monthly + ", " + COUNT_COLUMNS, table, table.replace("_day", "_month"));
  }

  private Column column(Axis axis, TimeGrain grain) {
    return switch (axis) {
      case PROBE_CC -> Column.plain("r.probe_cc");
      case PROBE_ASN -> Column.plain("r.probe_asn");
      case MEASUREMENT_START_DAY -> Column.plain(grain.startOf("r.day"));
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
    if (readsMonths(query)) {
      LocalDate first = query.firstMonth();
      LocalDate last = query.lastMonth();
      where.add(IN_MONTHS_AND_DAYS, query.since(), first, first, last, last, query.until());
    } else {
      where.add("r.day >= ?", query.since());
      where.add("r.day < ?", query.until());
    }
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
