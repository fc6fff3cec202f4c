// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Counts of measurements by up to two dimensions, for charts and downloads (measurement API,
 * section 4), and the two small endpoints of old that count or list. Counting itself is done when
 * measurements are written; here the table is chosen that has the answer, and nothing is written.
 */
package org.ooni.backend.aggregation;
