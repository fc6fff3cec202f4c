// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import static org.ooni.backend.fastpath.Instants.text;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.ooni.backend.scoring.ObsOpenvpnRow;

/** The table {@code obs_openvpn}: what the nettest openvpn saw, one row a measurement. */
final class ObsOpenvpnTable {

  private static final String UPSERT =
      """
      INSERT INTO obs_openvpn (measurement_uid, anomaly, confirmed, bootstrap_time, failure, input,
        last_handshake_transaction_id, measurement_start_time, minivpn_version, obfs4_version,
        obfuscation, platform, probe_asn, probe_cc, probe_network_name, provider, remote,
        report_id, resolver_ip, resolver_asn, resolver_network_name, software_name,
        software_version, success, success_handshake, success_icmp, success_urlgrab, test_runtime,
        test_start_time, transport)
      SELECT * FROM unnest(?::text[], ?::bool[], ?::bool[], ?::numeric[], ?::text[], ?::text[], ?::int8[],
        ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int8[], ?::text[],
        ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int8[], ?::text[], ?::text[],
        ?::text[], ?::bool[], ?::bool[], ?::bool[], ?::bool[], ?::float4[], ?::timestamptz[],
        ?::text[])
      ON CONFLICT (measurement_uid) DO UPDATE SET
        anomaly = excluded.anomaly, confirmed = excluded.confirmed,
        bootstrap_time = excluded.bootstrap_time, failure = excluded.failure,
        input = excluded.input,
        last_handshake_transaction_id = excluded.last_handshake_transaction_id,
        measurement_start_time = excluded.measurement_start_time,
        minivpn_version = excluded.minivpn_version, obfs4_version = excluded.obfs4_version,
        obfuscation = excluded.obfuscation, platform = excluded.platform,
        probe_asn = excluded.probe_asn, probe_cc = excluded.probe_cc,
        probe_network_name = excluded.probe_network_name, provider = excluded.provider,
        remote = excluded.remote, report_id = excluded.report_id,
        resolver_ip = excluded.resolver_ip, resolver_asn = excluded.resolver_asn,
        resolver_network_name = excluded.resolver_network_name,
        software_name = excluded.software_name, software_version = excluded.software_version,
        success = excluded.success, success_handshake = excluded.success_handshake,
        success_icmp = excluded.success_icmp, success_urlgrab = excluded.success_urlgrab,
        test_runtime = excluded.test_runtime, test_start_time = excluded.test_start_time,
        transport = excluded.transport
      """;

  private final Connection connection;

  ObsOpenvpnTable(Connection connection) {
    this.connection = connection;
  }

  /** Writes rows; one that is there already is replaced. */
  void upsert(List<ObsOpenvpnRow> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
      new ColumnArrays<>(connection, upsert, rows)
          .text(ObsOpenvpnRow::measurementUid)
          .add("bool", ObsOpenvpnRow::anomaly)
          .add("bool", ObsOpenvpnRow::confirmed)
          .add("numeric", ObsOpenvpnRow::bootstrapTime)
          .text(ObsOpenvpnRow::failure)
          .text(ObsOpenvpnRow::input)
          .add("int8", ObsOpenvpnRow::lastHandshakeTransactionId)
          .add("timestamptz", row -> text(row.measurementStartTime()))
          .text(ObsOpenvpnRow::minivpnVersion)
          .text(ObsOpenvpnRow::obfs4Version)
          .text(ObsOpenvpnRow::obfuscation)
          .text(ObsOpenvpnRow::platform)
          .add("int8", ObsOpenvpnRow::probeAsn)
          .text(ObsOpenvpnRow::probeCc)
          .text(ObsOpenvpnRow::probeNetworkName)
          .text(ObsOpenvpnRow::provider)
          .text(ObsOpenvpnRow::remote)
          .text(ObsOpenvpnRow::reportId)
          .text(ObsOpenvpnRow::resolverIp)
          .add("int8", ObsOpenvpnRow::resolverAsn)
          .text(ObsOpenvpnRow::resolverNetworkName)
          .text(ObsOpenvpnRow::softwareName)
          .text(ObsOpenvpnRow::softwareVersion)
          .add("bool", ObsOpenvpnRow::success)
          .add("bool", ObsOpenvpnRow::successHandshake)
          .add("bool", ObsOpenvpnRow::successIcmp)
          .add("bool", ObsOpenvpnRow::successUrlgrab)
          .add("float4", ObsOpenvpnRow::testRuntime)
          .add("timestamptz", row -> text(row.testStartTime()))
          .text(ObsOpenvpnRow::transport);
      upsert.executeUpdate();
    }
  }
}
