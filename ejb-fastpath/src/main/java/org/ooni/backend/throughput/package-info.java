// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Keeps for a day how many measurements came in during each minute, for a chart that people look
 * at. Nothing is decided by it, and what a crash takes away is not made up for.
 */
package org.ooni.backend.throughput;
