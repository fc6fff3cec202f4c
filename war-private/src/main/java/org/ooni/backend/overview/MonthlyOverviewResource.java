// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.overview;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.ooni.backend.answer.JsonAnswer;
import org.ooni.backend.database.ReadDatabase;

/** The world by month, two years back and this month (measurement API, section 7). */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class MonthlyOverviewResource {

  private static final Duration MAX_AGE = Duration.ofDays(1);
  private static final int YEARS = 2;

  private static final String MONTHS =
      """
      select month, network_count, country_count, measurement_count
      from rollup_overview_month
      where month between ? and ? and measurement_count > 0
      order by month
      """;

  @Inject ReadDatabase database;
  @Inject Clock clock;

  /**
   * A value of a month.
   *
   * @param date midnight of its first day, as {@code 2026-11-01T00:00:00+00:00}
   */
  public record MonthValue(String date, long value) {}

  /** All three values, each by month, oldest first. */
  public record Overview(
      List<MonthValue> networks_by_month,
      List<MonthValue> countries_by_month,
      List<MonthValue> measurements_by_month) {}

  private record Month(LocalDate first, long networks, long countries, long measurements) {}

  /** Answers 200 with the number of different networks. */
  @GET
  @Path("/asn_by_month")
  public Response networks() {
    return JsonAnswer.cacheable(values(months(), Month::networks), MAX_AGE);
  }

  /** Answers 200 with the number of different countries. */
  @GET
  @Path("/countries_by_month")
  public Response countries() {
    return JsonAnswer.cacheable(values(months(), Month::countries), MAX_AGE);
  }

  /** Answers 200 with all of it. */
  @GET
  @Path("/global_overview_by_month")
  public Response overview() {
    List<Month> months = months();
    Overview overview =
        new Overview(
            values(months, Month::networks),
            values(months, Month::countries),
            values(months, Month::measurements));
    return JsonAnswer.cacheable(overview, MAX_AGE);
  }

  private static List<MonthValue> values(List<Month> months, ToLongFunction<Month> value) {
    return months.stream()
        .map(month -> new MonthValue(month.first() + "T00:00:00+00:00", value.applyAsLong(month)))
        .toList();
  }

  private List<Month> months() {
    return database.ask(MONTHS, this::months);
  }

  private List<Month> months(PreparedStatement statement) throws SQLException {
    LocalDate current = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).withDayOfMonth(1);
    statement.setObject(1, current.minusYears(YEARS));
    statement.setObject(2, current);
    List<Month> months = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        months.add(
            new Month(
                rows.getObject(1, LocalDate.class),
                rows.getLong(2),
                rows.getLong(3),
                rows.getLong(4)));
      }
    }
    return months;
  }
}
