// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Tells whether a client still waits for the answer that is worked on. The only package that knows
 * which web server this is; it never writes to a client and takes nothing from what it sends.
 */
package org.ooni.backend.clientconnection;
