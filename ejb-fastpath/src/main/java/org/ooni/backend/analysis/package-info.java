// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Looks after the database: has partitions made in time, and tells operators how large tables are
 * and which statements keep it busy. Measurements are none of its business.
 */
package org.ooni.backend.analysis;
