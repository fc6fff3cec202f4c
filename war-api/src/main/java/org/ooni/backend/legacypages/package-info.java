// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/** Addresses that browsers and robots still ask for. No API is here. */
package org.ooni.backend.legacypages;
