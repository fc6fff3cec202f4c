// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * What the tests of Explorer's pages have in common: measurements that are counted, and questions.
 */
package org.ooni.backend.pagetest;
