// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * What probes are asked to do: check-in, and the list of URLs for older probes and scripts. Always
 * answered, also without the database; nothing is stored, and an address is looked up and
 * forgotten.
 */
package org.ooni.backend.checkin;
