// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * How much was measured, in the world and in each country, over time. Read from the rollups only.
 */
package org.ooni.backend.overview;
