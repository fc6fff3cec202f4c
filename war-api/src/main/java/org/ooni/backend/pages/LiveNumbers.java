// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.pages;

import jakarta.annotation.PostConstruct;
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
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ooni.backend.database.ReadDatabase;

/** The numbers of the front page, from the rollups and from the counts of minutes. */
@ApplicationScoped
class LiveNumbers {

  private static final Duration AGE = Duration.ofSeconds(30);
  private static final int LIMIT_SECONDS = 3;
  private static final int MINUTES = 60;

  // by the nettests that there are: the index on nettest and day has no other way to a day
  private static final String TODAY =
      """
      SELECT coalesce(sum(measurement_count), 0),
        count(DISTINCT probe_cc) FILTER (WHERE measurement_count > 0 AND probe_cc <> 'ZZ')
      FROM rollup_country_day
      WHERE day = ? AND test_id = ANY (ARRAY(SELECT test_id FROM rollup_test))
      """;

  private static final String LAST_HOUR =
      """
      SELECT minute, sum(accepted) FROM accepted_minute
      WHERE minute >= ? AND minute < ? GROUP BY minute
      """;

  @Inject ReadDatabase database;
  @Inject Clock clock;

  private Remembered<Numbers> remembered;

  /**
   * What is shown.
   *
   * @param measurements that began today
   * @param countries that they are from
   * @param minutes of the last hour that are over, the oldest first
   */
  record Numbers(long measurements, long countries, List<Minute> minutes) {

    long lastHour() {
      return minutes.stream().mapToLong(Minute::accepted).sum();
    }
  }

  /** How many came in during a minute. */
  record Minute(Instant start, long accepted) {}

  @PostConstruct
  void prepare() {
    remembered = new Remembered<>(clock, AGE, () -> database.with(this::read));
  }

  Remembered.Seen<Numbers> current() {
    return remembered.current();
  }

  private Numbers read(Connection connection) throws SQLException {
    Instant now = clock.instant();
    try (PreparedStatement today = connection.prepareStatement(TODAY)) {
      today.setQueryTimeout(LIMIT_SECONDS);
      today.setObject(1, LocalDate.ofInstant(now, ZoneOffset.UTC));
      try (ResultSet row = today.executeQuery()) {
        row.next();
        return new Numbers(row.getLong(1), row.getLong(2), minutes(connection, now));
      }
    }
  }

  private static List<Minute> minutes(Connection connection, Instant now) throws SQLException {
    Instant end = now.truncatedTo(ChronoUnit.MINUTES);
    Instant start = end.minus(MINUTES, ChronoUnit.MINUTES);
    Map<Instant, Long> counted = new HashMap<>();
    try (PreparedStatement hour = connection.prepareStatement(LAST_HOUR)) {
      hour.setQueryTimeout(LIMIT_SECONDS);
      hour.setObject(1, start.atOffset(ZoneOffset.UTC));
      hour.setObject(2, end.atOffset(ZoneOffset.UTC));
      try (ResultSet row = hour.executeQuery()) {
        while (row.next()) {
          counted.put(row.getObject(1, OffsetDateTime.class).toInstant(), row.getLong(2));
        }
      }
    }
    List<Minute> minutes = new ArrayList<>();
    for (int i = 0; i < MINUTES; i++) {
      Instant minute = start.plus(i, ChronoUnit.MINUTES);
      minutes.add(new Minute(minute, counted.getOrDefault(minute, 0L)));
    }
    return minutes;
  }
}
