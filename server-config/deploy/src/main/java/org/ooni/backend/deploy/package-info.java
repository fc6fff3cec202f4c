// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Puts versions of the EAR on the servers of a stage and takes them back, through the management
 * interface that WildFly has anyway. Knows nothing of the application but its heartbeat and its
 * version.
 */
package org.ooni.backend.deploy;
