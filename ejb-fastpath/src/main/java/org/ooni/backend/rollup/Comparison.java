// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rollup;

import java.util.List;
import java.util.Map;

/**
 * What comparing rollups with a recount found.
 *
 * @param cells number of cells that differ, by rollup; without those that are right
 * @param first some of these cells
 */
public record Comparison(Map<String, Long> cells, List<Difference> first) {

  /** Keeps copies. */
  public Comparison {
    cells = Map.copyOf(cells);
    first = List.copyOf(first);
  }

  /** Number of cells that differ, in all rollups. */
  public long total() {
    return cells.values().stream().mapToLong(Long::longValue).sum();
  }
}
