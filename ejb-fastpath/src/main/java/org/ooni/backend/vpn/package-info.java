// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Asks a VPN service for its credentials and endpoints now and then, so that probes can be told
 * without waiting for it. What it had said before stays until it says something whole again.
 */
package org.ooni.backend.vpn;
