// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Gives a measurement its verdict: decode, score by nettest, build the row. Pure computation:
 * nothing here knows a container, a database or an object store.
 */
package org.ooni.backend.scoring;
