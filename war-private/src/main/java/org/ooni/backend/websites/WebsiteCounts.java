// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.websites;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.place.CountryCode;
import org.ooni.backend.websites.WebsitesResource.Day;
import org.ooni.backend.websites.WebsitesResource.Network;
import org.ooni.backend.websites.WebsitesResource.Website;

/** Counts of networks and inputs of a country. */
@ApplicationScoped
class WebsiteCounts {

  private static final String NETWORKS =
      """
      select probe_asn, sum(measurement_count) as total
      from rollup_network_day
      where probe_cc = ? and day >= ? and day < ?
      group by probe_asn
      having sum(measurement_count) > 0
      order by total desc, probe_asn
      """;

  // a missing number stands for the network that is not known, as it does in the rollups
  private static final String DAYS =
      """
      select (measurement_start_time at time zone 'UTC')::date as test_day,
        count(*) filter (where anomaly), count(*) filter (where confirmed),
        count(*) filter (where msm_failure), count(*)
      from fastpath
      where probe_cc = ? and (probe_asn = ? or (probe_asn is null and ? = 0))
        and measurement_start_time >= ? and measurement_start_time < ?
        and input = ?%s
      group by test_day
      order by test_day
      """;

  /** An input may be as long as a body: in its index a hash stands for it, and none for nothing. */
  private static final String DAYS_OF_INPUT =
      DAYS.formatted(" and input <> '' and hashtextextended(input, 0) = hashtextextended(?, 0)");

  private static final String DAYS_WITHOUT_INPUT = DAYS.formatted("");

  private static final String WEBSITES =
      """
      with website as (
        select input, count(*) filter (where anomaly) as anomalies,
          count(*) filter (where confirmed) as confirmed,
          count(*) filter (where msm_failure) as failures, count(*) as total
        from fastpath
        where probe_cc = ? and (probe_asn = ? or (probe_asn is null and ? = 0))
          and measurement_start_time >= ? and measurement_start_time < ?
          and test_name = 'web_connectivity'
        group by input
      )
      select (select count(*) from website), page.*
      from (select) one left join (
        select * from website
        order by confirmed desc, total desc, anomalies desc, input collate "C"
        limit ? offset ?
      ) page on true
      order by confirmed desc, total desc, anomalies desc, input collate "C"
      """;

  @Inject ReadDatabase database;

  /** Some of the websites, and how many there are. */
  record Part(long total, List<Website> websites) {}

  List<Network> networks(CountryCode country, LocalDate from, LocalDate before) {
    return database.ask(
        NETWORKS,
        statement -> {
          statement.setString(1, country.code());
          statement.setObject(2, from);
          statement.setObject(3, before);
          List<Network> networks = new ArrayList<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              networks.add(new Network(rows.getLong(2), rows.getLong(1)));
            }
          }
          return networks;
        });
  }

  List<Day> days(Vantage vantage, String input) {
    return database.ask(
        input.isEmpty() ? DAYS_WITHOUT_INPUT : DAYS_OF_INPUT,
        statement -> {
          bind(statement, vantage);
          statement.setString(6, input);
          if (!input.isEmpty()) {
            statement.setString(7, input);
          }
          List<Day> days = new ArrayList<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              days.add(
                  new Day(
                      rows.getString(1),
                      rows.getLong(2),
                      rows.getLong(3),
                      rows.getLong(4),
                      rows.getLong(5)));
            }
          }
          return days;
        });
  }

  Part websites(Vantage vantage, int limit, int offset) {
    return database.ask(
        WEBSITES,
        statement -> {
          bind(statement, vantage);
          statement.setInt(6, limit);
          statement.setInt(7, offset);
          long total = 0;
          List<Website> websites = new ArrayList<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              total = rows.getLong(1);
              if (rows.getString(2) != null) {
                websites.add(website(rows));
              }
            }
          }
          return new Part(total, websites);
        });
  }

  private static Website website(ResultSet row) throws SQLException {
    return new Website(
        row.getString(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6));
  }

  private static void bind(PreparedStatement statement, Vantage vantage) throws SQLException {
    statement.setString(1, vantage.country().code());
    statement.setLong(2, vantage.network().number());
    statement.setLong(3, vantage.network().number());
    statement.setObject(4, vantage.from().atStartOfDay().atOffset(ZoneOffset.UTC));
    statement.setObject(5, vantage.before().atStartOfDay().atOffset(ZoneOffset.UTC));
  }
}
