// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Shows everybody whether what was accepted has arrived, hour by hour. The numbers are counted
 * elsewhere.
 */
package org.ooni.backend.completeness;
