// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.ooni.backend.fastpath.DatabaseFault;

/** Asks the database again while it is away, as it is when it starts anew, for some time. */
final class Patience {

  private static final int CLASS_LENGTH = 2;

  /** Classes of SQLSTATE that pass: no connection, conflicts, no resources, shutting down. */
  private static final Set<String> PASSING = Set.of("08", "40", "53", "55", "57");

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Duration longest;

  /**
   * Waits so long.
   *
   * @param longest for one question, all in all
   */
  Patience(Duration longest) {
    this.longest = longest;
  }

  /** A question, or a transaction. */
  interface Question<T> {
    T ask() throws SQLException, Stopped;
  }

  /**
   * The answer.
   *
   * @throws SQLException when the data is at fault
   * @throws Stopped when the database stays away, or does not do it for another reason
   */
  <T> T ask(Question<T> question) throws SQLException, Stopped {
    long begin = System.nanoTime();
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return question.ask();
      } catch (SQLException e) {
        if (DatabaseFault.isOfTheData(e)) {
          throw e;
        }
        long waited = System.nanoTime() - begin;
        boolean passes = passes(e) && waited < longest.toNanos();
        if (!passes || Thread.currentThread().isInterrupted()) {
          throw Stopped.away("the database cannot be used: " + e.getMessage(), e);
        }
        LockSupport.parkNanos(pause.toNanos());
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
      }
    }
  }

  private static boolean passes(SQLException fault) {
    String state = fault.getSQLState();
    return state != null
        && state.length() >= CLASS_LENGTH
        && PASSING.contains(state.substring(0, CLASS_LENGTH));
  }
}
