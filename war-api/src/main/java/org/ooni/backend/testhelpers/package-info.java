// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/** The first question of each probe: which servers help it to measure. It is never refused. */
package org.ooni.backend.testhelpers;
