// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Who is at the other end of a request, as far as it can be known. An address is used while its
 * request lasts; it is never stored, logged or shown, and what outlives a request is a keyed hash.
 */
package org.ooni.backend.clientaddress;
