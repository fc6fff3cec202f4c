// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.circumvention;

/** What {@link RuntimeTable} asks and writes. */
final class RuntimeStatements {

  /**
   * Nettests, first day, day after the last: days with a cell that is to be made anew, the number
   * of such cells, and the measurements of all cells.
   */
  static final String CHANGED =
      """
      select day,
        count(*) filter (
          where counted.measurement_count <> coalesce(known.measurement_count, 0)) as cells,
        sum(counted.measurement_count)
      from rollup_country_day counted
      left join circumvention_runtime known using (day, test_id, probe_cc)
      where test_id in (select test_id from rollup_test where test_name = any (?))
        and day >= ? and day < ?
      group by day
      having bool_or(counted.measurement_count <> coalesce(known.measurement_count, 0))
      order by day desc
      """;

  // a runtime is what the probe says: what is no number of a sensible size is passed over
  private static final String TOLD =
      """
      select day, probe_cc, test_name,
        case when runtime ~ '^[0-9]{1,9}([.][0-9]{1,20})?([eE][+-]?[0-9]{1,2})?$'
          then cast(runtime as double precision) end as seconds
      from (
        select (measurement_start_time at time zone 'UTC')::date as day, probe_cc, test_name,
          (cast(scores as json) #> '{extra,test_runtime}')::text as runtime
        from fastpath
        where measurement_start_time >= ? and measurement_start_time < ? and %s
      ) told
      """;

  private static final String SUM_UP =
      """
      insert into circumvention_runtime (day, test_id, probe_cc, measurement_count, runtime_count,
        median, p90)
      select day, test_id, probe_cc, counted.measurement_count, coalesce(runtimes, 0),
        coalesce(quantiles[1], 0), coalesce(quantiles[2], 0)
      from rollup_country_day counted
      join rollup_test using (test_id)
      left join circumvention_runtime known using (day, test_id, probe_cc)
      %s
      where day >= ? and day < ? and test_name = any (?)
        and counted.measurement_count <> coalesce(known.measurement_count, 0)
      order by day, test_id, probe_cc
      on conflict (day, test_id, probe_cc) do update set
        measurement_count = excluded.measurement_count, runtime_count = excluded.runtime_count,
        median = excluded.median, p90 = excluded.p90
      """;

  /** First moment, moment after the last, nettests, first day, day after the last, nettests. */
  static final String SUM_UP_DAYS =
      SUM_UP.formatted(
          """
          left join (
            select day, probe_cc, test_name, count(seconds) as runtimes,
              percentile_cont(array[0.5, 0.9]) within group (order by seconds) as quantiles
            from (%s) told
            group by day, probe_cc, test_name
          ) summed_up using (day, probe_cc, test_name)
          """
              .formatted(TOLD.formatted("test_name = any (?)")));

  /** First moment, moment after the last, first day, day after the last, nettests. */
  static final String SUM_UP_CELLS =
      SUM_UP.formatted(
          """
          cross join lateral (
            select count(seconds) as runtimes,
              percentile_cont(array[0.5, 0.9]) within group (order by seconds) as quantiles
            from (%s) told
            where told.day = counted.day
          ) summed_up
          """
              .formatted(
                  TOLD.formatted(
                      """
                      fastpath.probe_cc = counted.probe_cc
                        and fastpath.test_name = rollup_test.test_name
                      """)));

  /** The first day that is kept. */
  static final String FORGET = "delete from circumvention_runtime where day < ?";

  /** First day, day after the last. */
  static final String ALL =
      """
      select day, test_name, probe_cc, median, p90, runtime_count
      from circumvention_runtime join rollup_test using (test_id)
      where day >= ? and day < ? and runtime_count > 0
      """;

  private RuntimeStatements() {}
}
