// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * In which order probes are asked to measure URLs (probe services 5): the ranking, which knows no
 * database, and the lists it ranks, which stay at hand when the database is away. Nothing here
 * knows who asks; counting what was measured is done where measurements are committed.
 */
package org.ooni.backend.prioritisation;
