// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.ooni.backend.fingerprint.FingerprintSnapshot;
import org.ooni.backend.meter.TimerRuns;

/**
 * Reads the fingerprints from the database each hour, and every two seconds until it has read them
 * once. A failed reading keeps the set in use.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class FingerprintRefresh {

  private static final Logger LOG = Logger.getLogger(FingerprintRefresh.class);
  private static final Duration INTERVAL = Duration.ofHours(1);

  @Resource(lookup = "java:jboss/datasources/OoniWrite")
  DataSource database;

  @Inject ScoringSource scoring;
  @Inject Clock clock;
  @Inject TimerRuns runs;

  private volatile Instant next = Instant.MIN;

  /** Has them read within two seconds, because they have changed. */
  public void soon() {
    next = Instant.MIN;
  }

  /** Looks every two seconds whether a reading is due. */
  @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
  public void refresh() {
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return;
    }
    try (TimerRuns.Run run = runs.begin("fingerprints");
        Connection connection = database.getConnection()) {
      FingerprintSnapshot snapshot = FingerprintTables.read(connection);
      scoring.use(snapshot);
      next = now.plus(INTERVAL);
      LOG.infof("fingerprints read count=%d snapshot=%s", snapshot.size(), snapshot.id());
      run.succeeded();
    } catch (SQLException e) {
      LOG.warnf("fingerprints cannot be read now: SQLSTATE %s", e.getSQLState());
    }
  }
}
