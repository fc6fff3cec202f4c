// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * The name under which the log knows a request: in every record of the thread that serves it, and
 * in the answers that speak of an error. The record of the request itself is the server's affair.
 */
package org.ooni.backend.requestlog;
