// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Who is logged in, as far as a signed token says so (probe services, section 8) and nobody decided
 * otherwise since, and the keys that sign. No session is stored, no e-mail is sent, and neither a
 * token nor an address is ever logged.
 */
package org.ooni.backend.session;
