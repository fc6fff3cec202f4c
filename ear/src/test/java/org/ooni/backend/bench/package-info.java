// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Benchmarks of the deployed system: ratios within one run, no limits that a test could fail by.
 */
package org.ooni.backend.bench;
