// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.circumvention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ooni.backend.database.ReadDatabase;
import org.ooni.backend.place.CountryCode;

/**
 * Networks of a country by how many of their measurements saw nothing wrong: all nettests, as the
 * reference counts under this name and its readers have come to know it.
 */
@ApplicationScoped
class VanillaTor {

  /** So many tell something about a network. */
  private static final int ENOUGH = 5;

  private static final double GOOD_SHARE = 0.6;

  private static final String NETWORKS =
      """
      select probe_asn, sum(measurement_count) as total, sum(failure_count),
        sum(measurement_count - anomaly_flag_count), max(day) filter (where measurement_count > 0)
      from rollup_network_day
      where probe_cc = ? and day >= ? and day < ?
      group by probe_asn
      having sum(measurement_count) > 0
      order by total desc, probe_asn
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
              statement.setObject(2, from);
              statement.setObject(3, before);
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
