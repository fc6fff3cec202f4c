// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.vpn;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** Rows of VPN services. */
final class VpnTables {

  private static final String FRESH =
      """
      select exists (
        select from vpn_provider
        where provider_name = ? and date_updated > now() - make_interval(secs => ?))
      """;

  private static final String PROVIDER =
      """
      insert into vpn_provider (provider_name, openvpn_ca, openvpn_cert, openvpn_key)
      values (?, ?, ?, ?)
      on conflict (provider_name) do update
      set openvpn_ca = excluded.openvpn_ca, openvpn_cert = excluded.openvpn_cert,
          openvpn_key = excluded.openvpn_key, date_updated = now()
      """;

  private static final String ENDPOINTS =
      """
      insert into vpn_endpoint (provider_name, protocol, address, transport)
      select ?, 'openvpn', address, transport
      from unnest(?::text[], ?::text[]) as offered (address, transport)
      on conflict (provider_name, protocol, address, transport) do update set date_updated = now()
      """;

  private static final String VANISHED =
      """
      delete from vpn_endpoint where provider_name = ? and date_updated < now()
      """;

  private VpnTables() {}

  /** Whether the service was asked successfully not longer ago than this. */
  static boolean isFresh(Connection connection, String provider, Duration age) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FRESH)) {
      statement.setString(1, provider);
      statement.setDouble(2, age.toSeconds());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  /** Stores an offer in the caller's transaction, in which {@code now()} stands still. */
  static void store(Connection connection, String provider, VpnOffer offer) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PROVIDER)) {
      statement.setString(1, provider);
      statement.setString(2, offer.ca());
      statement.setString(3, offer.cert());
      statement.setString(4, offer.key());
      statement.executeUpdate();
    }
    try (PreparedStatement statement = connection.prepareStatement(ENDPOINTS)) {
      Object[] addresses = offer.endpoints().stream().map(VpnOffer.Endpoint::address).toArray();
      Object[] transports = offer.endpoints().stream().map(VpnOffer.Endpoint::transport).toArray();
      statement.setString(1, provider);
      statement.setArray(2, connection.createArrayOf("text", addresses));
      statement.setArray(3, connection.createArrayOf("text", transports));
      statement.executeUpdate();
    }
    try (PreparedStatement statement = connection.prepareStatement(VANISHED)) {
      statement.setString(1, provider);
      statement.executeUpdate();
    }
  }
}
