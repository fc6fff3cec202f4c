// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * How many measurements have passed each point of their way, and how many left it and why. The
 * counters are sums since the start; they decide nothing.
 */
package org.ooni.backend.flow;
