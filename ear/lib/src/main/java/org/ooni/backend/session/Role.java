// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.session;

/** What an account may do (probe services, section 8). */
public enum Role {
  /** What is its own. */
  USER,
  /** What is everybody's as well. */
  ADMIN
}
