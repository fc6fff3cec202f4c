// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Drafts change sets: compares the entities with a database and writes the statements that bring
 * the database to them, for a person to read, explain and shorten. Applies nothing.
 */
package org.ooni.backend.draft;
