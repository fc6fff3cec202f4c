// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import org.ooni.backend.accept.AcceptedMeasurement;
import org.ooni.backend.scoring.Outcome;

/**
 * A measurement on its way from the log to the database.
 *
 * @param accepted what the log holds
 * @param outcome what the scoring made of it
 */
record ScoredMeasurement(AcceptedMeasurement accepted, Outcome outcome) {}
