// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Lets admins have the archive run at once. It only leaves a wish in the database; what a run does
 * is decided elsewhere.
 */
package org.ooni.backend.archiverequests;
