// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.ooni.backend.queries.Conditions;

/**
 * Counts the measurements themselves, for what no rollup has. A measurement without a time or a
 * network counts as one of 1970-01-01 or of network 0, as it does in the rollups.
 */
final class FastpathCounts {

  private static final String COUNTS =
      """
      count(*) as measurement_count,
        count(*) filter (where f.anomaly and not f.confirmed and not f.msm_failure)
          as anomaly_count,
        count(*) filter (where f.confirmed and not f.msm_failure) as confirmed_count,
        count(*) filter (where f.msm_failure) as failure_count
      """;

  private static final String TABLE = "fastpath f";

  /** An input that several lists have in one category counts there once. */
  private static final String TABLE_WITH_LISTS =
      """
      fastpath f
        join (select distinct url, category_code from citizenlab) l on l.url = f.input""";

  private static final String ON_LISTS =
      """
      exists (
          select from citizenlab o
          where o.url = f.input and o.category_code = ? and o.cc = any (?))""";

  private static final String TIME = "coalesce(f.measurement_start_time, timestamptz 'epoch')";

  private static final String IN_UTC = "(%s at time zone 'UTC')";

  private static final LocalDate NO_TIME = LocalDate.EPOCH;

  private FastpathCounts() {}

  /** The statement that answers a question. */
  static Conditions.Statement statement(AggregationQuery query, int mostGroups) {
    List<Column> columns = query.axes().stream().map(axis -> column(axis, query.grain())).toList();
    boolean joined = query.axes().contains(Axis.CATEGORY_CODE);
    return new GroupedStatement(columns, COUNTS, joined ? TABLE_WITH_LISTS : TABLE, "")
        .where(conditions(query), mostGroups);
  }

  private static Column column(Axis axis, TimeGrain grain) {
    return switch (axis) {
      case BLOCKING_TYPE -> Column.plain("f.blocking_type");
      case CATEGORY_CODE -> Column.plain("l.category_code");
      case DOMAIN -> Column.longText("f.domain", "", "%s");
      case INPUT -> Column.longText("f.input", "", "%s");
      case MEASUREMENT_START_DAY -> time(grain);
      case PROBE_ASN -> Column.plain("coalesce(f.probe_asn, 0)");
      case PROBE_CC -> Column.plain("f.probe_cc");
      case TEST_NAME -> Column.plain("f.test_name");
    };
  }

  /** Hours are taken by arithmetic: a time zone is asked for each of them, not for each row. */
  private static Column time(TimeGrain grain) {
    return grain == TimeGrain.HOUR
        ? new Column("date_bin('1 hour', " + TIME + ", timestamptz 'epoch')", "", IN_UTC)
        : Column.plain(grain.startOf(IN_UTC.formatted(TIME)));
  }

  private static Conditions conditions(AggregationQuery query) {
    Conditions where = new Conditions();
    inTime(where, query.since(), query.until());
    where.any("f.probe_cc = ?", "f.probe_cc = any (?)", "text", query.probeCcs());
    inNetworks(where, query.probeAsns());
    where.any("f.test_name = ?", "f.test_name = any (?)", "text", query.testNames());
    where.anyLongText("f.domain", query.domains());
    query.input().ifPresent(text -> where.add("f.input = ?", text));
    where.any(
        "f.ooni_run_link_id = ?", "f.ooni_run_link_id = any (?)", "numeric", query.runLinks());
    query
        .category()
        .ifPresent(
            code -> {
              where.add(ON_LISTS, code, Conditions.array("text", query.lists()));
              if (query.axes().contains(Axis.CATEGORY_CODE)) {
                where.add("l.category_code = ?", code);
              }
            });
    return where;
  }

  private static void inTime(Conditions where, LocalDate since, LocalDate until) {
    Object first = since.atStartOfDay().toInstant(ZoneOffset.UTC);
    Object end = until.atStartOfDay().toInstant(ZoneOffset.UTC);
    if (since.isAfter(NO_TIME) || !until.isAfter(NO_TIME)) {
      where.add("f.measurement_start_time >= ?", first);
      where.add("f.measurement_start_time < ?", end);
      return;
    }
    where.add(
        """
        (f.measurement_start_time >= ? and f.measurement_start_time < ?
          or f.measurement_start_time is null)""",
        first,
        end);
  }

  private static void inNetworks(Conditions where, List<Long> numbers) {
    if (numbers.contains(0L)) {
      where.add(
          "(f.probe_asn = any (?) or f.probe_asn is null)", Conditions.array("bigint", numbers));
      return;
    }
    where.any("f.probe_asn = ?", "f.probe_asn = any (?)", "bigint", numbers);
  }
}
