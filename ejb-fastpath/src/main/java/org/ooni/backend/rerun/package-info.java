// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Reads archives again, of this backend, of the reference or of the years before it, and scores
 * what is in them with the code of the server. Trusts no object: whatever is in one, reading it
 * takes a bounded memory, costs no other object anything and ends in the summary. Knows no
 * container and prints nothing.
 */
package org.ooni.backend.rerun;
