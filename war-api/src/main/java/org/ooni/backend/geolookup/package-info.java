// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Tells clients in which country and network addresses are. Addresses are looked up and forgotten:
 * none is stored or logged.
 */
package org.ooni.backend.geolookup;
