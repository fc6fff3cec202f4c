// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Keeps a record of submissions whose country or network is not that of the address they came from.
 * Best effort: it never delays or fails a submission, and no address is stored or logged.
 */
package org.ooni.backend.mismatch;
