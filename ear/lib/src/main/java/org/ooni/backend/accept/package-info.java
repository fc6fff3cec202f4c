// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * The accept log: where a submission is made durable before it is acknowledged, and the contract
 * between the submission endpoints, which append, and the fastpath, which takes out what it has
 * committed to the database. Nothing here looks into a measurement.
 */
package org.ooni.backend.accept;
