// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Publishes the verdicts of each month that is over as compressed tables in the object store, once.
 * What is published is never replaced; the manifest says which files are the month. It only reads
 * measurements.
 */
package org.ooni.backend.export;
