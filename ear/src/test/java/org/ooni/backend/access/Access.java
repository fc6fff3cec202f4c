// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.access;

/** Who may call an endpoint. */
public enum Access {
  /** Everybody; it changes nothing. */
  PUBLIC,
  /** Everybody: what probes send, which have no account. */
  PROBE,
  /** Everybody: what begins or ends a session. */
  LOGIN,
  /** Whoever is logged in. */
  USER,
  /** Admins. */
  ADMIN
}
