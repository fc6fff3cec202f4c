// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/** Tests of the verdicts: fixtures by nettest, hostile bodies, recordings of the reference. */
package org.ooni.backend.scoring;
