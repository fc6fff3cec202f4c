// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Publishes every accepted body exactly once: takes bodies out of the table {@code spool}, packs
 * them into pairs of objects, puts those into the object store, reads them back and indexes them.
 * It gives out no name twice, replaces and deletes no object, and the database gives up its own
 * copy last. Everything but the timer and its settings runs without a container.
 */
package org.ooni.backend.archive;
