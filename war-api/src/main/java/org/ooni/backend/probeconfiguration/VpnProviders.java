// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.probeconfiguration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ooni.backend.database.ReadDatabase;

/** Finds VPN services in the database. */
@ApplicationScoped
class VpnProviders {

  private static final String FIND =
      """
      select p.openvpn_ca, p.openvpn_cert, p.openvpn_key, p.date_updated,
             e.protocol, e.address, e.transport
      from vpn_provider p
      left join lateral (
        select protocol, address, transport
        from vpn_endpoint
        where provider_name = p.provider_name
        order by random()
        limit ?
      ) e on true
      where p.provider_name = ?
      """;

  @Inject ReadDatabase database;

  /** A service with at most so many of its endpoints, others each time. */
  Optional<VpnProvider> find(String name, int mostEndpoints) {
    return database.ask(
        FIND,
        statement -> {
          statement.setInt(1, mostEndpoints);
          statement.setString(2, name);
          return read(statement);
        });
  }

  private static Optional<VpnProvider> read(PreparedStatement statement) throws SQLException {
    List<VpnProvider.Endpoint> endpoints = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        return Optional.empty();
      }
      String ca = row.getString("openvpn_ca");
      String cert = row.getString("openvpn_cert");
      String key = row.getString("openvpn_key");
      OffsetDateTime updated = row.getObject("date_updated", OffsetDateTime.class);
      do {
        if (row.getString("address") != null) {
          endpoints.add(
              new VpnProvider.Endpoint(
                  row.getString("protocol"), row.getString("address"), row.getString("transport")));
        }
      } while (row.next());
      return Optional.of(new VpnProvider(ca, cert, key, updated.toInstant(), endpoints));
    }
  }
}
