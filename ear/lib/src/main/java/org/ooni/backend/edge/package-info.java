// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * What stands between the server and the resources of both web applications. Headers of a request
 * are hidden or refused here, never changed in meaning, and nothing is known of any endpoint.
 */
package org.ooni.backend.edge;
