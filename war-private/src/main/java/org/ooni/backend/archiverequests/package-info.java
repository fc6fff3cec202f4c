// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Lets admins have the archive run at once, and what is missing done again. It only leaves wishes
 * and marks in the database; what comes of them is decided elsewhere.
 */
package org.ooni.backend.archiverequests;
