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

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

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
    for (ChangedDays days : ChangedDays.together(changed(from, before))) {
      if (clock.instant().isAfter(end)) {
        throw new Unavailable(RETRY_AFTER, "This is being made, ask again");
      }
      sumUp(days);
    }
    write(
        RuntimeStatements.FORGET,
        statement -> {
          statement.setObject(1, from);
          return statement.executeUpdate();
        });
  }

  private List<ChangedDays> changed(LocalDate from, LocalDate before) {
    return reading.ask(
        RuntimeStatements.CHANGED,
        statement -> {
          statement.setArray(1, tests(statement));
          statement.setObject(2, from);
          statement.setObject(3, before);
          List<ChangedDays> days = new ArrayList<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              LocalDate day = rows.getObject(1, LocalDate.class);
              days.add(ChangedDays.of(day, rows.getLong(2), rows.getLong(3)));
            }
          }
          return days;
        });
  }

  private void sumUp(ChangedDays days) {
    write(
        days.areMostlyNew() ? RuntimeStatements.SUM_UP_DAYS : RuntimeStatements.SUM_UP_CELLS,
        statement -> {
          int i = 1;
          statement.setObject(i++, days.first().atStartOfDay().atOffset(ZoneOffset.UTC));
          statement.setObject(i++, days.before().atStartOfDay().atOffset(ZoneOffset.UTC));
          if (days.areMostlyNew()) {
            statement.setArray(i++, tests(statement));
          }
          statement.setObject(i++, days.first());
          statement.setObject(i++, days.before());
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
        RuntimeStatements.ALL,
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
