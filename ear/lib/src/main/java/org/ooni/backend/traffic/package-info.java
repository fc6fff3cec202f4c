// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Counts requests by status and by kind, in both web applications. It refuses none and knows no
 * client.
 */
package org.ooni.backend.traffic;
