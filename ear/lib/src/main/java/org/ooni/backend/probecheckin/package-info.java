// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * What all forms of check-in have in common: what a probe says of itself, where its request comes
 * from, and how the answer begins. Which nettests and URLs it gets is decided elsewhere; nothing is
 * stored.
 */
package org.ooni.backend.probecheckin;
