// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

/** Files of lines, read as bytes and within bounds. What the lines mean is known elsewhere. */
package org.ooni.backend.lines;
