// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * The rules that give URLs their priority, as the test list editor shows and changes them. What
 * they do is decided elsewhere.
 */
package org.ooni.backend.urlpriorities;
