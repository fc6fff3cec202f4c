// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Websites as one network sees them. No rollup has networks and inputs together, so this asks the
 * table of measurements, and never for more than one network and 31 days.
 */
package org.ooni.backend.websites;
