// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

/**
 * How much is read of an object; nothing that was ever written comes near.
 *
 * @param textBytes of a whole object, unpacked
 * @param bodyBytes of one submission or line
 * @param headerBytes of what an archive says about one of its members
 * @param uids how many are remembered to find those that come twice
 */
record ReadingLimits(long textBytes, int bodyBytes, long headerBytes, int uids) {

  static final ReadingLimits USUAL = new ReadingLimits(64L << 30, 64 << 20, 1 << 20, 200_000);
}
