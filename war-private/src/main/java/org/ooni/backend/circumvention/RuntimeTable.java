// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.circumvention;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.problem.Unavailable;

/**
 * The table {@code circumvention_runtime}: what has been summed up of days past. A cell is summed
 * up again when the rollups count another number of measurements than it was made from.
 */
@ApplicationScoped
class RuntimeTable {

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  /** From so many cells on it is faster to read the whole day once. */
  private static final int MANY = 60;

  private static final String CHANGED =
      """
      select day, count(*)
      from rollup_country_day counted
      left join circumvention_runtime known using (day, test_id, probe_cc)
      where test_id in (select test_id from rollup_test where test_name = any (?))
        and day >= ? and day < ?
        and counted.measurement_count <> coalesce(known.measurement_count, 0)
      group by day
      order by day desc
      """;

  // a runtime is what the probe says: what is no number of a sensible size is passed over
  private static final String TOLD =
      """
      select probe_cc, test_name,
        case when seconds ~ '^[0-9]{1,9}([.][0-9]{1,20})?([eE][+-]?[0-9]{1,2})?$'
          then cast(seconds as double precision) end as seconds
      from (
        select probe_cc, test_name,
          (cast(scores as json) #> '{extra,test_runtime}')::text as seconds
        from fastpath
        where measurement_start_time >= ? and measurement_start_time < ? and %s
      ) told
      """;

  private static final String SUM_UP =
      """
      insert into circumvention_runtime (day, test_id, probe_cc, measurement_count, runtime_count,
        median, p90)
      select day, test_id, counted.probe_cc, counted.measurement_count, coalesce(runtimes, 0),
        coalesce(quantiles[1], 0), coalesce(quantiles[2], 0)
      from rollup_country_day counted
      join rollup_test using (test_id)
      left join circumvention_runtime known using (day, test_id, probe_cc)
      %s
      where day = ? and rollup_test.test_name = any (?)
        and counted.measurement_count <> coalesce(known.measurement_count, 0)
      order by day, test_id, counted.probe_cc
      on conflict (day, test_id, probe_cc) do update set
        measurement_count = excluded.measurement_count, runtime_count = excluded.runtime_count,
        median = excluded.median, p90 = excluded.p90
      """;

  private static final String QUANTILES =
      """
      count(seconds) as runtimes,
        percentile_cont(array[0.5, 0.9]) within group (order by seconds) as quantiles
      """;

  private static final String SUM_UP_DAY =
      SUM_UP.formatted(
          "left join (select probe_cc, test_name, %s from (%s) told group by probe_cc, test_name)"
                  .formatted(QUANTILES, TOLD.formatted("test_name = any (?)"))
              + " told on told.probe_cc = counted.probe_cc"
              + " and told.test_name = rollup_test.test_name");

  private static final String SUM_UP_CELLS =
      SUM_UP.formatted(
          "cross join lateral (select %s from (%s) told) told"
              .formatted(
                  QUANTILES,
                  TOLD.formatted(
                      "fastpath.probe_cc = counted.probe_cc"
                          + " and fastpath.test_name = rollup_test.test_name")));

  private static final String FORGET =
      """
      delete from circumvention_runtime where day < ?
      """;

  private static final String ALL =
      """
      select day, test_name, probe_cc, median, p90, runtime_count
      from circumvention_runtime join rollup_test using (test_id)
      where day >= ? and day < ? and runtime_count > 0
      """;

  @Inject ReadDatabase reading;
  @Inject Clock clock;

  @Resource(lookup = "java:jboss/datasources/OoniWrite")
  DataSource writing;

  /**
   * Sums up what has changed, the newest days first, and forgets what lies before. Each day is kept
   * as soon as it is done, so that who asks again goes on from there.
   *
   * @throws Unavailable when there is too much to do for one request
   */
  void bringUpToDate(LocalDate from, LocalDate before) {
    Instant end = clock.instant().plus(PATIENCE);
    for (Map.Entry<LocalDate, Integer> day : changed(from, before).entrySet()) {
      if (clock.instant().isAfter(end)) {
        throw new Unavailable(RETRY_AFTER, "This is being made, ask again");
      }
      sumUp(day.getKey(), day.getValue() >= MANY);
    }
    write(
        FORGET,
        statement -> {
          statement.setObject(1, from);
          return statement.executeUpdate();
        });
  }

  /** Days with the number of cells that have changed, newest first. */
  private Map<LocalDate, Integer> changed(LocalDate from, LocalDate before) {
    return reading.ask(
        CHANGED,
        statement -> {
          statement.setArray(1, tests(statement));
          statement.setObject(2, from);
          statement.setObject(3, before);
          Map<LocalDate, Integer> days = new LinkedHashMap<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              days.put(rows.getObject(1, LocalDate.class), rows.getInt(2));
            }
          }
          return days;
        });
  }

  private void sumUp(LocalDate day, boolean wholeDay) {
    write(
        wholeDay ? SUM_UP_DAY : SUM_UP_CELLS,
        statement -> {
          int i = 1;
          statement.setObject(i++, day.atStartOfDay().atOffset(ZoneOffset.UTC));
          statement.setObject(i++, day.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC));
          if (wholeDay) {
            statement.setArray(i++, tests(statement));
          }
          statement.setObject(i++, day);
          statement.setArray(i, tests(statement));
          return statement.executeUpdate();
        });
  }

  private void write(String sql, ReadDatabase.Question<Integer> work) {
    try (Connection connection = writing.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      work.ask(statement);
    } catch (SQLException e) {
      throw ReadDatabase.meaningOf(e);
    }
  }

  private static Array tests(PreparedStatement statement) throws SQLException {
    return statement.getConnection().createArrayOf("text", CircumventionResource.TESTS.toArray());
  }

  /** What is known of these days. */
  List<Runtimes> all(LocalDate from, LocalDate before) {
    return reading.ask(
        ALL,
        statement -> {
          statement.setObject(1, from);
          statement.setObject(2, before);
          List<Runtimes> all = new ArrayList<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              all.add(
                  new Runtimes(
                      rows.getObject(1, LocalDate.class),
                      rows.getString(2),
                      rows.getString(3),
                      rows.getDouble(4),
                      rows.getDouble(5),
                      rows.getLong(6)));
            }
          }
          return all;
        });
  }
}
