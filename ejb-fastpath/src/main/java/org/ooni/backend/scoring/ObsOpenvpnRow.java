// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.scoring;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One row of the table {@code obs_openvpn}, in the order of the reference's columns.
 *
 * @param bootstrapTime seconds, null when not a usable number
 * @param lastHandshakeTransactionId 0 when there was no handshake
 */
public record ObsOpenvpnRow(
    String measurementUid,
    boolean anomaly,
    boolean confirmed,
    BigDecimal bootstrapTime,
    String failure,
    String input,
    long lastHandshakeTransactionId,
    Instant measurementStartTime,
    String minivpnVersion,
    String obfs4Version,
    String obfuscation,
    String platform,
    Long probeAsn,
    String probeCc,
    String probeNetworkName,
    String provider,
    String remote,
    String reportId,
    String resolverIp,
    long resolverAsn,
    String resolverNetworkName,
    String softwareName,
    String softwareVersion,
    boolean success,
    boolean successHandshake,
    boolean successIcmp,
    boolean successUrlgrab,
    Float testRuntime,
    Instant testStartTime,
    String transport) {}
