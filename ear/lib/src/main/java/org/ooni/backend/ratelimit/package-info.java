// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Keeps one client from taking what is everybody's. Readers are metered by what their questions
 * cost; probes never are, because a whole country may share one address: for them only the number
 * of requests at the same time is bounded. Addresses are known by a keyed hash, in memory only.
 */
package org.ooni.backend.ratelimit;
