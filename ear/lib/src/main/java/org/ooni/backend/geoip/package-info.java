// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * In which country and network an address is, from files on the local disk. Nothing is fetched
 * here, and no address is kept or logged.
 */
package org.ooni.backend.geoip;
