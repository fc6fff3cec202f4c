// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * What the fastpath does from a command line, beside or without a server. Only options, files and
 * output are handled here; the work is done by the same code as in the server.
 */
package org.ooni.backend.command;
