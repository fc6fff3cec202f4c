// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.networks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.ooni.backend.database.ReadDatabase;

/** All networks with their measurements of all time. */
@ApplicationScoped
class NetworkList {

  private static final String NETWORKS =
      """
      select probe_asn, measurement_count, coalesce(org_name, '')
      from (
        select probe_asn, sum(measurement_count) as measurement_count
        from rollup_network_total
        group by probe_asn
        having sum(measurement_count) > 0
      ) measured
      left join (
        select distinct on (asn) asn, org_name from asnmeta order by asn, changed desc
      ) named on asn = probe_asn
      order by measurement_count desc, probe_asn
      """;

  @Inject ReadDatabase database;

  record Network(long probe_asn, long cnt, String org_name) {}

  record Networks(int v, List<Network> results) {}

  /** All, those with the most measurements first. */
  Networks networks() {
    return new Networks(0, database.ask(NETWORKS, NetworkList::networks));
  }

  private static List<Network> networks(PreparedStatement statement) throws SQLException {
    List<Network> networks = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        networks.add(new Network(rows.getLong(1), rows.getLong(2), rows.getString(3)));
      }
    }
    return networks;
  }
}
