// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * The form of check-in that lists the nettests with their inputs, on trial for years. Always
 * answered, also without the database; nothing is stored.
 */
package org.ooni.backend.privatecheckin;
