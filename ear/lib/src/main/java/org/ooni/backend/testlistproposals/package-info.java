// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * What people propose to change in the test lists: kept per account, submitted as a pull request,
 * forgotten once that was merged or rejected (probe services, section 9). The lists that probes get
 * are read elsewhere; nothing here changes them.
 */
package org.ooni.backend.testlistproposals;
