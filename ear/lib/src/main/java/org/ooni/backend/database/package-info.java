// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * How readers and editors reach the database: one connection for one question or one change, a time
 * limit, and what a failure means to the caller. No statement lives here.
 */
package org.ooni.backend.database;
