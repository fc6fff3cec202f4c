// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Inputs of single nettests: Psiphon's configuration, targets for Tor, VPN providers. They are
 * handed out as operators provided them; nothing is fetched while a probe waits.
 */
package org.ooni.backend.probeconfiguration;
