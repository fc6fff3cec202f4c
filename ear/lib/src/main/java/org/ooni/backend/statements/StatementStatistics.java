// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.statements;

import java.util.List;

/** What the database tells of statements. */
public sealed interface StatementStatistics {

  /**
   * The extension counts.
   *
   * @param known how many different statements of the application it knows
   * @param calls of all of them
   * @param milliseconds that all of them took
   * @param heaviest those that took the most time together, the heaviest first
   */
  record Kept(long known, long calls, double milliseconds, List<CountedStatement> heaviest)
      implements StatementStatistics {}

  /** It does not. */
  record Absent(Reason reason) implements StatementStatistics {}

  /**
   * One of them.
   *
   * @param id by which the database knows it, the same on all nodes
   * @param query its text, of which at most the first 2000 characters
   */
  record CountedStatement(
      String id,
      long calls,
      double milliseconds,
      double mean_milliseconds,
      double longest_milliseconds,
      long rows,
      String query) {}

  /** Why there are none, and what helps. */
  enum Reason {
    /** The database lacks the extension. */
    NOT_INSTALLED(
        "The extension pg_stat_statements is not there:"
            + " a superuser runs db/bootstrap.sql on a server that has it"),
    /** The server does not load it. */
    NOT_LOADED(
        "The server does not load pg_stat_statements:"
            + " name it in shared_preload_libraries and start the server anew");

    private final String remedy;

    Reason(String remedy) {
      this.remedy = remedy;
    }

    /** For admins. */
    public String remedy() {
      return remedy;
    }
  }
}
