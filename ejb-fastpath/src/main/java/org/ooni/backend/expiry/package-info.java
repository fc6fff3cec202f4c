// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Takes rows away that the data dictionary says are kept for a time only. No measurement is one of
 * them.
 */
package org.ooni.backend.expiry;
