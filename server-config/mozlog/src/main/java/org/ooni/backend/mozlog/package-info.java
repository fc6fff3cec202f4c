// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * The server's log: each record one line of mozlog JSON, on standard output and in a file, and one
 * record for each request. A module of the server that starts before everything else, so it uses
 * nothing but the server's log manager and web server, and never keeps a thread that logs waiting.
 */
package org.ooni.backend.mozlog;
