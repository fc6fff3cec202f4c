// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Counts for each hour what became of the measurements that were accepted. It counts rows that are
 * there, trusts no counter of the steps it checks, and changes no measurement.
 */
package org.ooni.backend.ledger;
