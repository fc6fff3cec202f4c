// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feeders;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * What a feed holds, checked and ready to be taken into use.
 *
 * @param rows how many rows or records
 * @param skipped how many were left out because they are not usable
 * @param store takes them into use
 */
record Content(long rows, long skipped, Store store) {

  /** Takes content into use, within a transaction of the caller's. */
  @FunctionalInterface
  interface Store {
    void in(Connection connection) throws SQLException, IOException;
  }

  /**
   * Checks the number of rows.
   *
   * @throws FeedRefused when it is not between the two
   */
  void mustHaveBetween(long minimum, long maximum) throws FeedRefused {
    if (rows <= minimum) {
      throw new FeedRefused(FeedRefused.Reason.TOO_FEW_ROWS);
    }
    if (rows >= maximum) {
      throw new FeedRefused(FeedRefused.Reason.TOO_MANY_ROWS);
    }
  }
}
