// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Lets people see when each timer ran last, on whichever node. It only copies what timers have told
 * to the database; nothing is decided by it.
 */
package org.ooni.backend.timers;
