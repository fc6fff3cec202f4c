// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Keeps the rollups, which charts are answered from, equal to a recount of {@code fastpath} (design
 * 3.4). The counting is done by triggers and functions of the database, so that it is part of the
 * transactions it counts; here is only who calls them, when, and what operators see of it.
 */
package org.ooni.backend.rollup;
