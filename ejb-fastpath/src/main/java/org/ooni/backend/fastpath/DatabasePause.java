// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * While the database is away, leaves it alone for a moment after each failure instead of having
 * every waiting batch run into the same one. Nothing is lost by that: the batches are in the log.
 */
@ApplicationScoped
class DatabasePause {

  private static final Logger LOG = Logger.getLogger(DatabasePause.class);
  private static final Duration LENGTH = Duration.ofSeconds(1);

  @Inject Clock clock;

  private volatile Instant until = Instant.MIN;

  boolean isOn() {
    return clock.instant().isBefore(until);
  }

  void begin(SQLException cause) {
    until = clock.instant().plus(LENGTH);
    LOG.warnf(
        "database does not take measurements, they wait in the accept log: SQLSTATE %s %s",
        cause.getSQLState(), cause.getClass().getSimpleName());
  }
}
