// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Which statements of the application keep the database busy, as its extension pg_stat_statements
 * counts them. Texts have their values taken out by the extension; they are for admins all the
 * same.
 */
package org.ooni.backend.statements;
