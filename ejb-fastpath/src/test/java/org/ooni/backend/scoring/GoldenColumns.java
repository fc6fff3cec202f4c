// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.util.HashMap;
import java.util.Map;

/** The row of openvpn under the names of its columns. */
final class GoldenColumns {

  private GoldenColumns() {}

  static Map<String, Object> of(ObsOpenvpnRow row) {
    Map<String, Object> columns = new HashMap<>();
    columns.put("measurement_uid", row.measurementUid());
    columns.put("anomaly", row.anomaly());
    columns.put("confirmed", row.confirmed());
    columns.put("bootstrap_time", row.bootstrapTime());
    columns.put("failure", row.failure());
    columns.put("input", row.input());
    columns.put("last_handshake_transaction_id", row.lastHandshakeTransactionId());
    columns.put("measurement_start_time", GoldenVerdict.time(row.measurementStartTime()));
    columns.put("minivpn_version", row.minivpnVersion());
    columns.put("obfs4_version", row.obfs4Version());
    columns.put("obfuscation", row.obfuscation());
    columns.put("platform", row.platform());
    columns.put("probe_asn", row.probeAsn());
    columns.put("probe_cc", row.probeCc());
    columns.put("probe_network_name", row.probeNetworkName());
    columns.put("provider", row.provider());
    columns.put("remote", row.remote());
    columns.put("report_id", row.reportId());
    columns.put("resolver_ip", row.resolverIp());
    columns.put("resolver_asn", row.resolverAsn());
    columns.put("resolver_network_name", row.resolverNetworkName());
    columns.put("software_name", row.softwareName());
    columns.put("software_version", row.softwareVersion());
    columns.put("success", row.success());
    columns.put("success_handshake", row.successHandshake());
    columns.put("success_icmp", row.successIcmp());
    columns.put("success_urlgrab", row.successUrlgrab());
    columns.put("test_start_time", GoldenVerdict.time(row.testStartTime()));
    columns.put("transport", row.transport());
    return columns;
  }
}
