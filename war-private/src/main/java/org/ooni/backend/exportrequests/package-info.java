// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Lets admins have a month exported at once. It only leaves a wish in the database; what an export
 * is, is decided elsewhere.
 */
package org.ooni.backend.exportrequests;
