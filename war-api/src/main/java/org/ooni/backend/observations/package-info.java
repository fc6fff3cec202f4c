// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * What the pipeline of observations wrote, for readers (measurement API 5): single observations,
 * the analysis of measurements, changes that the detector saw, and counts of them. Nothing here
 * observes or analyses.
 */
package org.ooni.backend.observations;
