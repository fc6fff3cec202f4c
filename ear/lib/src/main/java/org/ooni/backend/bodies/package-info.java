// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * The bytes that probes sent, as they are stored: how one is packed, and where it is found. A body
 * is never changed here, and none is ever returned for another's id.
 */
package org.ooni.backend.bodies;
