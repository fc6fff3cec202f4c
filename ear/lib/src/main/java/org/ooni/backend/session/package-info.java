// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Who is logged in, as far as a signed token says so (probe services, section 8), and the keys that
 * sign. No session is stored, no e-mail is sent, and a token is never logged.
 */
package org.ooni.backend.session;
