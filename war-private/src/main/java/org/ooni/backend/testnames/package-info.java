// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/** Names of nettests for people. A constant; new nettests are named by Explorer itself. */
package org.ooni.backend.testnames;
