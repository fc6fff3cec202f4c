// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Lists of measurements, what is known of one, and its raw bytes: the part of the public API that
 * Explorer and researchers read (measurement API, section 3). Nothing is counted or written here.
 */
package org.ooni.backend.measurements;
