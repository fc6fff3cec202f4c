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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ooni.backend.answer.JsonAnswer;
import org.ooni.backend.database.ReadDatabase;

/** The world since the beginning (measurement API, section 7). */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class GlobalOverviewResource {

  private static final Duration MAX_AGE = Duration.ofDays(1);

  private static final String WORLD =
      """
      with measured as materialized (
        select probe_cc, probe_asn, measurement_count
        from rollup_network_total
        where measurement_count > 0
      )
      select
        (select count(*) from (select probe_asn from measured group by probe_asn) networks),
        (select count(*) from (select probe_cc from measured group by probe_cc) countries),
        (select coalesce(sum(measurement_count), 0) from measured)
      """;

  private static final String COUNTRIES =
      """
      select probe_cc, sum(measurement_count)
      from rollup_network_total
      group by probe_cc
      having sum(measurement_count) > 0
      order by probe_cc collate "C"
      """;

  @Inject ReadDatabase database;
  @Inject CountryNames names;

  /** Totals; those whose country or network is not known count as one country, one network. */
  public record Overview(long network_count, long country_count, long measurement_count) {}

  /** A country. */
  public record Country(String alpha_2, String name, long count) {}

  /** All countries that have a name and were measured from, by code. */
  public record Countries(List<Country> countries) {}

  /** Answers 200. */
  @GET
  @Path("/global_overview")
  public Response overview() {
    return JsonAnswer.cacheable(database.ask(WORLD, GlobalOverviewResource::world), MAX_AGE);
  }

  /** Answers 200. */
  @GET
  @Path("/countries")
  public Response countries() {
    return JsonAnswer.cacheable(new Countries(database.ask(COUNTRIES, this::named)), MAX_AGE);
  }

  private static Overview world(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      return new Overview(row.getLong(1), row.getLong(2), row.getLong(3));
    }
  }

  private List<Country> named(PreparedStatement statement) throws SQLException {
    List<Country> countries = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        String code = rows.getString(1);
        long count = rows.getLong(2);
        names.of(code).ifPresent(name -> countries.add(new Country(code, name, count)));
      }
    }
    return countries;
  }
}
