// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.probeconfiguration;

import java.time.Instant;
import java.util.List;

/**
 * A VPN service as the database has it.
 *
 * @param ca certificate of its authority, PEM
 * @param cert certificate for clients, PEM
 * @param key private key of that, PEM; the service gives the same one to everybody
 * @param updated when the service was last asked
 * @param endpoints some of its endpoints, chosen at random
 */
record VpnProvider(String ca, String cert, String key, Instant updated, List<Endpoint> endpoints) {

  /** One endpoint: {@code address} with its port, {@code transport} tcp or udp. */
  record Endpoint(String protocol, String address, String transport) {

    /** As probes read it; the host is a label of the service, not a name to be looked up. */
    String uri(String provider) {
      return "%s://%s.corp/?address=%s&transport=%s"
          .formatted(protocol, provider, address, transport);
    }
  }
}
