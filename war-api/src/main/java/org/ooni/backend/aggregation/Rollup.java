// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ooni.backend.queries.Conditions;

/**
 * The tables of counts by day, some of which are also kept by month and year. Cells that were taken
 * back may hold zero, and are left out.
 */
enum Rollup {
  COUNTRY("rollup_country_day", Stretch.Unit.DAY, ""),
  NETWORK("rollup_network_day", Stretch.Unit.MONTH, "probe_cc, probe_asn, test_id"),
  SITE("rollup_site_day", Stretch.Unit.DAY, ""),
  CATEGORY(
      "rollup_category_day", Stretch.Unit.YEAR, "category_code, test_id, probe_cc, list_scope");

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

  /** Counts of one stretch of time. */
  private static final String STRETCH =
      """
      select %1$d as part, %2$s as day, %3$s,
          %4$smeasurement_count as measurement_count, %4$sanomaly_count as anomaly_count,
          %4$sconfirmed_count as confirmed_count, %4$sfailure_count as failure_count
        from %5$s""";

  private static final String IN_STRETCH = "r.part = %d and r.day >= ? and r.day < ?";

  /** What was added and taken away again is no group. */
  private static final String SOME = "having sum(r.measurement_count) > 0";

  private final String table;
  private final Stretch.Unit largest;
  private final String cell;

  /**
   * A table.
   *
   * @param largest what is kept in tables of their own, up to which unit of time
   * @param cell columns of a cell in all of them, without its time; empty when there is one table
   */
  Rollup(String table, Stretch.Unit largest, String cell) {
    this.table = table;
    this.largest = largest;
    this.cell = cell;
  }

  /** The statement that answers a question from this table. */
  Conditions.Statement statement(AggregationQuery query, int mostGroups) {
    List<Column> columns = query.axes().stream().map(axis -> column(axis, query.grain())).toList();
    boolean joined = this == SITE && query.axes().contains(Axis.CATEGORY_CODE);
    List<Stretch> stretches = stretches(query);
    String rows = rows(stretches);
    return new GroupedStatement(columns, COUNTS, joined ? rows + WITH_LISTS : rows, SOME)
        .where(conditions(query, stretches), mostGroups);
  }

  /** Of units that are kept, and that nothing splits. */
  private List<Stretch> stretches(AggregationQuery query) {
    boolean ofTime = query.axes().contains(Axis.MEASUREMENT_START_DAY);
    Stretch.Unit unsplit = ofTime ? query.grain().whole() : Stretch.Unit.YEAR;
    return Stretch.covering(
        query.since(), query.until(), unsplit.compareTo(largest) < 0 ? unsplit : largest);
  }

  private static boolean isDays(List<Stretch> stretches) {
    return stretches.stream().allMatch(part -> part.unit() == Stretch.Unit.DAY);
  }

  /** Each stretch has a constant of its own, by which the planner tells their conditions apart. */
  private String rows(List<Stretch> stretches) {
    return isDays(stretches)
        ? table + " r"
        : IntStream.range(0, stretches.size())
            .mapToObj(part -> rows(part, stretches.get(part)))
            .collect(Collectors.joining("\n  union all\n  ", "(\n  ", ") r"));
  }

  private String rows(int part, Stretch stretch) {
    String unit = stretch.unit().name().toLowerCase(Locale.ROOT);
    return STRETCH.formatted(
        part, unit, cell, stretch.tooMuch() ? "-" : "", table.replace("day", unit));
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

  private Conditions conditions(AggregationQuery query, List<Stretch> stretches) {
    Conditions where = new Conditions();
    if (isDays(stretches)) {
      where.add("r.measurement_count > 0");
      where.add("r.day >= ?", query.since());
      where.add("r.day < ?", query.until());
    } else {
      where.add("r.measurement_count <> 0");
      where.add(
          IntStream.range(0, stretches.size())
              .mapToObj(IN_STRETCH::formatted)
              .collect(Collectors.joining("\n      or ", "(", ")")),
          stretches.stream().flatMap(part -> Stream.of(part.first(), part.end())).toArray());
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
