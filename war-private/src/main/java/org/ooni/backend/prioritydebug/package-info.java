// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Explains to operators why the URLs of the test lists are in the order that probes get them in.
 */
package org.ooni.backend.prioritydebug;
