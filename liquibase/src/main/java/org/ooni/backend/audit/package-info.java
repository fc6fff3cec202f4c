// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * What auditors of the schema need: the rules of the changelog, what a release would do to a
 * database, whether a database still is what the changelog makes of it, and the data dictionary.
 * Reads only; whatever changes a database is in {@code schema}.
 */
package org.ooni.backend.audit;
