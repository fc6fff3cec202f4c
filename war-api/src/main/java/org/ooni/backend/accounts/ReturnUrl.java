// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.accounts;

/**
 * Where somebody wants to be after the login, on a host that is allowed.
 *
 * @param text https address as it was asked for
 * @param host of it, where the login page is
 */
record ReturnUrl(String text, String host) {

  /** The address of the login page that takes this token (probe services, section 8). */
  String loginLink(String token) {
    return "https://" + host + "/login?token=" + token;
  }
}
