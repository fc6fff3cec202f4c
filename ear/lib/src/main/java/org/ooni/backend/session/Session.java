// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.session;

import java.time.Instant;

/**
 * What a session token says, after it was verified.
 *
 * @param account whose session it is
 * @param role as of now: a token of somebody who is no admin any more makes no admin
 * @param email address, lower case; empty when the token has none. Never stored or logged.
 * @param loginTime when the login link was used; a refreshed token keeps it
 * @param expiry of the token
 */
public record Session(
    AccountId account, Role role, String email, Instant loginTime, Instant expiry) {

  /** Whether this is an admin's. */
  public boolean isAdmin() {
    return role == Role.ADMIN;
  }

  @Override
  public String toString() {
    return "Session[" + account + ", " + role + "]";
  }
}
