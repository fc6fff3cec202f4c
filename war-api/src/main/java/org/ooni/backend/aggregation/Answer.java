// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.aggregation;

import java.io.IOException;
import java.time.Duration;

/** The groups of an answer on their way into bytes, in the order of the answer. */
sealed interface Answer permits CsvAnswer, JsonAnswer {

  /** One more group. */
  void add(Group group) throws IOException;

  /** No more groups come; those that came are in their bytes. */
  void endGroups() throws IOException;

  /**
   * Nothing more comes.
   *
   * @param groups how many there were
   * @param elapsed how long the database took
   */
  void end(int groups, Duration elapsed) throws IOException;
}
