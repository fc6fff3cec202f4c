// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import java.util.Arrays;

/** Draws ranks that are the rarer the higher they are, as names on the web are. */
final class Zipf {

  private final double[] upTo;

  /**
   * Ranks from 0 on.
   *
   * @param exponent 1 for what Zipf saw, less for what is more even
   */
  Zipf(int ranks, double exponent) {
    upTo = new double[ranks];
    double sum = 0;
    for (int rank = 0; rank < ranks; rank++) {
      sum += 1 / Math.pow(rank + 1.0, exponent);
      upTo[rank] = sum;
    }
    for (int rank = 0; rank < ranks; rank++) {
      upTo[rank] /= sum;
    }
  }

  /** The rank at this point of the whole, from 0 to below 1. */
  int rank(double point) {
    int found = Arrays.binarySearch(upTo, point);
    int rank = found >= 0 ? found + 1 : -found - 1;
    return Math.min(rank, upTo.length - 1);
  }

  /** How much of the whole a rank has. */
  double share(int rank) {
    return rank == 0 ? upTo[0] : upTo[rank] - upTo[rank - 1];
  }
}
