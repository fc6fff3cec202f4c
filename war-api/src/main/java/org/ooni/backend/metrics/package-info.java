// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * The counters of this node for Prometheus. Sums and ages only: nothing of a client or a
 * measurement is shown.
 */
package org.ooni.backend.metrics;
