// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Where a probe was: its country and its network. Values only; looking addresses up is not done
 * here.
 */
package org.ooni.backend.place;
