// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Findings: what researchers concluded from measurements, under the paths that call them incidents
 * (measurement API 6). Everybody reads what is published, people who are logged in read drafts,
 * admins write and publish. Nothing here looks at measurements.
 */
package org.ooni.backend.findings;
