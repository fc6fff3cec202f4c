// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.circumvention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.place.CountryCode;

/**
 * Networks of a country by what vanilla_tor found there. The reference counts all nettests under
 * this name, which told nothing about Tor; here it is vanilla_tor alone.
 */
@ApplicationScoped
class VanillaTor {

  /** So many tell something about a network. */
  private static final int ENOUGH = 5;

  private static final double GOOD_SHARE = 0.6;

  private static final String NETWORKS =
      """
      select coalesce(probe_asn, 0) as asn, count(*) as total, count(*) filter (where msm_failure),
        count(*) filter (where not anomaly),
        max((measurement_start_time at time zone 'UTC')::date)
      from fastpath
      where probe_cc = ? and test_name = 'vanilla_tor'
        and measurement_start_time >= ? and measurement_start_time < ?
      group by asn
      order by total desc, asn
      """;

  @Inject ReadDatabase database;

  /**
   * A network. The runtimes are null, as in the reference.
   *
   * @param last_tested day
   */
  record Network(
      long probe_asn,
      long failure_count,
      String last_tested,
      long total_count,
      long success_count,
      Double test_runtime_avg,
      Double test_runtime_max,
      Double test_runtime_min) {

    boolean isNotOk() {
      return total_count > ENOUGH && (double) success_count / total_count < GOOD_SHARE;
    }
  }

  /**
   * A country.
   *
   * @param notok_networks those in which Tor mostly does not work
   * @param last_tested day, null when there are none
   */
  record Networks(List<Network> networks, long notok_networks, String last_tested) {}

  Networks of(CountryCode country, LocalDate from, LocalDate before) {
    List<Network> networks =
        database.ask(
            NETWORKS,
            statement -> {
              statement.setString(1, country.code());
              statement.setObject(2, from.atStartOfDay().atOffset(ZoneOffset.UTC));
              statement.setObject(3, before.atStartOfDay().atOffset(ZoneOffset.UTC));
              return networks(statement);
            });
    long notOk = networks.stream().filter(Network::isNotOk).count();
    // dates of ISO 8601 sort as texts
    String last =
        networks.stream().map(Network::last_tested).max(Comparator.naturalOrder()).orElse(null);
    return new Networks(networks, notOk, last);
  }

  private static List<Network> networks(PreparedStatement statement) throws SQLException {
    List<Network> networks = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        networks.add(
            new Network(
                rows.getLong(1),
                rows.getLong(3),
                rows.getString(5),
                rows.getLong(2),
                rows.getLong(4),
                null,
                null,
                null));
      }
    }
    return networks;
  }
}
