// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * The JSON of measurements: a decoder as lenient as the one that the scores are defined by, bounded
 * against hostile bodies, and values that read a body's bytes in place. It knows nothing of what a
 * measurement means and touches no input but the bytes it is given.
 */
package org.ooni.backend.json;
