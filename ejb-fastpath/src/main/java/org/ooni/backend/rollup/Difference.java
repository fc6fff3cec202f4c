// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rollup;

import java.util.List;

/**
 * A cell of a rollup that is not what a recount gives.
 *
 * @param table the rollup
 * @param cell the key of the cell in words, long texts cut
 * @param expected counts by the recount, in the order of the columns; empty when there should be no
 *     such cell
 * @param kept counts in the rollup; empty when there is no such cell
 */
public record Difference(String table, List<String> cell, List<Long> expected, List<Long> kept) {

  /** Keeps copies. */
  public Difference {
    cell = List.copyOf(cell);
    expected = List.copyOf(expected);
    kept = List.copyOf(kept);
  }
}
