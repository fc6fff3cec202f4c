// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/** The test lists as the test list editor shows them to somebody. Nothing is changed here. */
package org.ooni.backend.proposedlists;
