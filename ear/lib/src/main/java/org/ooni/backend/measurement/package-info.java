// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * What a measurement is called and what is known of it: its identifiers and its row in the table
 * {@code fastpath}. Nothing here reads a body or computes a verdict.
 */
package org.ooni.backend.measurement;
