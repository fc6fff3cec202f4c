// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Accounts of people (probe services, section 8): login links by e-mail, sessions, roles. Who
 * receives a link at an address is that account's owner; neither the address nor a password is
 * stored, and the address is never logged. What a session may do is decided elsewhere.
 */
package org.ooni.backend.accounts;
