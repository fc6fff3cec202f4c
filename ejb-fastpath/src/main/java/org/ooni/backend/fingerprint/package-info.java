// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/** Known block pages and DNS answers, and how they are found in a measurement. Pure computation. */
package org.ooni.backend.fingerprint;
