// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/**
 * Reports of the years 2012 to 2016, which probes wrote as YAML: taken apart and brought into the
 * form of today's measurements. Scores nothing and reads no files.
 */
package org.ooni.backend.legacy;
