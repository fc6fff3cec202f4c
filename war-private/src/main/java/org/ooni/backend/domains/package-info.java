// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/** Domains of the test lists: all there are, and the category of each. */
package org.ooni.backend.domains;
