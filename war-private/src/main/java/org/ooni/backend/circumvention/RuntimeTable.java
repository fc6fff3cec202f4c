// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.circumvention;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
import java.util.List;
import javax.sql.DataSource;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.problem.Unavailable;

/**
 * The table {@code circumvention_runtime}: what has been summed up of days past. A cell is summed
 * up again when the rollups count another number of measurements than it was made from.
 */
@ApplicationScoped
class RuntimeTable {

  private static final int CELLS_AT_ONCE = 4000;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

  // a runtime is what the probe says: what is no number of a sensible size is passed over
  private static final String SUM_UP =
      """
      insert into circumvention_runtime (day, test_id, probe_cc, measurement_count, runtime_count,
        median, p90)
      select day, test_id, probe_cc, measurement_count, runtimes, coalesce(quantiles[1], 0),
        coalesce(quantiles[2], 0)
      from (
        select counted.day, test_id, test_name, counted.probe_cc, counted.measurement_count
        from rollup_country_day counted
        join rollup_test using (test_id)
        left join circumvention_runtime known using (day, test_id, probe_cc)
        where test_name = any (?) and counted.day >= ? and counted.day < ?
          and counted.measurement_count <> coalesce(known.measurement_count, 0)
        order by counted.day desc, test_id, counted.probe_cc
        limit ?
      ) cell
      cross join lateral (
        select count(*) as runtimes,
          percentile_cont(array[0.5, 0.9]) within group (order by cast(seconds as double precision))
            as quantiles
        from (
          select (cast(scores as json) #> '{extra,test_runtime}')::text as seconds
          from fastpath
          where fastpath.probe_cc = cell.probe_cc and fastpath.test_name = cell.test_name
            and measurement_start_time >= cell.day::timestamp at time zone 'UTC'
            and measurement_start_time < (cell.day + 1)::timestamp at time zone 'UTC'
            and measurement_start_time >= ? and measurement_start_time < ?
        ) told
        where seconds ~ '^[0-9]{1,9}([.][0-9]{1,20})?([eE][+-]?[0-9]{1,2})?$'
      ) summed_up
      on conflict (day, test_id, probe_cc) do update set
        measurement_count = excluded.measurement_count, runtime_count = excluded.runtime_count,
        median = excluded.median, p90 = excluded.p90
      """;

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
   * Sums up what has changed, the newest days first, and forgets what lies before. Each part is
   * kept as soon as it is done, so that who asks again goes on from there.
   *
   * @throws Unavailable when there is too much to do for one request
   */
  void bringUpToDate(LocalDate from, LocalDate before) {
    Instant end = clock.instant().plus(PATIENCE);
    try (Connection connection = writing.getConnection()) {
      while (sumUp(connection, from, before) == CELLS_AT_ONCE) {
        if (clock.instant().isAfter(end)) {
          throw new Unavailable(RETRY_AFTER, "This is being made, ask again");
        }
      }
      try (PreparedStatement forget = connection.prepareStatement(FORGET)) {
        forget.setObject(1, from);
        forget.executeUpdate();
      }
    } catch (SQLException e) {
      throw ReadDatabase.meaningOf(e);
    }
  }

  private int sumUp(Connection connection, LocalDate from, LocalDate before) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SUM_UP)) {
      Object[] tests = CircumventionResource.TESTS.toArray();
      statement.setArray(1, connection.createArrayOf("text", tests));
      statement.setObject(2, from);
      statement.setObject(3, before);
      statement.setInt(4, CELLS_AT_ONCE);
      statement.setObject(5, from.atStartOfDay().atOffset(ZoneOffset.UTC));
      statement.setObject(6, before.atStartOfDay().atOffset(ZoneOffset.UTC));
      return statement.executeUpdate();
    }
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
