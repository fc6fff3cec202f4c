// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.measurements;

import java.io.IOException;

/** Writes the items of a list in one of its formats. */
interface RowWriter {

  /** Writes one more. */
  void write(ListedMeasurement row) throws IOException;

  /** Writes what comes after the last, and hands on everything; closes nothing. */
  void end() throws IOException;
}
