// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.overview;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.ooni.backend.answer.JsonAnswer;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.pageparameters.PageParameters;
import org.ooni.backend.place.CountryCode;

/** A country since December 2012 (measurement API, section 7). */
@Path("/country_overview")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class CountryOverviewResource {

  private static final LocalDate BEGINNING = LocalDate.of(2012, 12, 1);

  // what is older comes from clocks that were wrong, and is little: it is taken off the totals
  private static final String COUNTRY =
      """
      with too_old as (
        select probe_asn, sum(measurement_count) as measurement_count
        from rollup_network_month
        where probe_cc = ? and month < ?
        group by probe_asn
      ), network as (
        select total.measurement_count - coalesce(too_old.measurement_count, 0) as measurement_count
        from rollup_network_total total left join too_old using (probe_asn)
        where total.probe_cc = ?
      )
      select coalesce(sum(measurement_count), 0), count(*),
        (select day from rollup_country_day
         where probe_cc = ? and day >= ? and measurement_count > 0
         order by day limit 1)
      from network
      where measurement_count > 0
      """;

  @Inject ReadDatabase database;
  @Inject Clock clock;
  @Context UriInfo uri;

  /**
   * A country.
   *
   * @param first_bucket_date first day with a measurement; today where there is none, because
   *     Explorer begins its list of years with that day's and has no page without it
   */
  public record Overview(String first_bucket_date, long measurement_count, long network_count) {}

  /** Answers 200, also for a country without measurements. */
  @GET
  public Response overview() {
    CountryCode country = new PageParameters(uri).country();
    return JsonAnswer.cacheable(overview(country.code()), Duration.ofDays(1));
  }

  private Overview overview(String country) {
    return database.ask(
        COUNTRY,
        statement -> {
          statement.setString(1, country);
          statement.setObject(2, BEGINNING);
          statement.setString(3, country);
          statement.setString(4, country);
          statement.setObject(5, BEGINNING);
          try (ResultSet row = statement.executeQuery()) {
            row.next();
            return new Overview(firstDay(row).toString(), row.getLong(1), row.getLong(2));
          }
        });
  }

  private LocalDate firstDay(ResultSet row) throws SQLException {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return Optional.ofNullable(row.getObject(3, LocalDate.class))
        // clocks of probes may be ahead as well
        .filter(day -> day.isBefore(today))
        .orElse(today);
  }
}
