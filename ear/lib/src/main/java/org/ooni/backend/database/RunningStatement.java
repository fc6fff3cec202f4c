// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.database;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.ooni.backend.problem.ClientLeft;
import org.ooni.backend.problem.TooSlow;

/** A statement from its start until its last row is read, and who waits for it. */
final class RunningStatement implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(RunningStatement.class);

  private static final String TIME_LIMIT = "time_limit";

  private final Statement statement;
  private final BooleanSupplier clientHasLeft;
  private final RunningStatements others;
  private final long start = System.nanoTime();
  private boolean ended;
  private boolean abandoned;

  RunningStatement(Statement statement, BooleanSupplier clientHasLeft, RunningStatements others) {
    this.statement = statement;
    this.clientHasLeft = clientHasLeft;
    this.others = others;
  }

  /**
   * Cancels it when nobody waits for it any more. The thread that runs it cannot go on to answer
   * meanwhile, as {@link #close} waits.
   */
  synchronized void cancelIfAbandoned() {
    if (ended || !abandoned && !clientHasLeft.getAsBoolean()) {
      return;
    }
    if (!abandoned) {
      abandoned = true;
      others.count("client_left");
    }
    try {
      statement.cancel();
    } catch (SQLException e) {
      LOG.warn("statement of a client that left not cancelled", e);
    }
  }

  boolean isOlderThan(Duration age) {
    return System.nanoTime() - start > age.toNanos();
  }

  /**
   * Between rows, where a statement that is fetched in portions is not running and so is neither
   * cancelled nor stopped by its time limit.
   *
   * @throws ClientLeft when nobody waits for it any more
   * @throws TooSlow when it has taken longer than the limit
   */
  void check(Duration limit) {
    throwIfAbandoned();
    if (isOlderThan(limit)) {
      others.count(TIME_LIMIT);
      throw TooSlow.query(null);
    }
  }

  /**
   * What a failure of it means, if it was ended by us.
   *
   * @throws ClientLeft when nobody waits for it any more
   */
  void explain(SQLException failure) {
    throwIfAbandoned();
    if (ReadDatabase.CANCELED.equals(failure.getSQLState())) {
      others.count(TIME_LIMIT);
    }
  }

  private synchronized void throwIfAbandoned() {
    if (abandoned) {
      throw new ClientLeft();
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      ended = true;
    }
    others.remove(this);
  }
}
