// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Tests of the schema against a real PostgreSQL, and {@link
 * org.ooni.backend.schema.MigratedPostgres}, which the tests of other modules use as well.
 */
package org.ooni.backend.schema;
