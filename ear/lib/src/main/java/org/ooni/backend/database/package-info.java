// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * How readers reach the database: one connection for one question, a time limit, and what its
 * failures mean to the caller. No statement lives here and nothing is written.
 */
package org.ooni.backend.database;
