// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.timers;

import jakarta.annotation.Resource;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.ooni.backend.meter.TimerRuns;
import org.ooni.backend.meter.TimerRuns.LastRun;

/**
 * Writes the last runs of this node's timers to the table {@code timer_run}. Twice a minute and not
 * after each run, because some run every two seconds.
 */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TimerLog {

  private static final Logger LOG = Logger.getLogger(TimerLog.class);

  // what succeeded before the start of this process is known to the table only
  private static final String KEEP =
      """
      INSERT INTO timer_run AS known (timer, node, ended_at, succeeded_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (timer, node) DO UPDATE SET ended_at = excluded.ended_at,
        succeeded_at = coalesce(excluded.succeeded_at, known.succeeded_at)
      """;
  private static final String FORGET =
      "DELETE FROM timer_run WHERE ended_at < now() - interval '90 days'";

  @Resource(lookup = "java:jboss/datasources/OoniWrite")
  DataSource database;

  @Inject
  @ConfigProperty(name = "jboss.node.name", defaultValue = "local")
  String node;

  @Inject TimerRuns runs;

  private Map<String, LastRun> written = Map.of();

  /** Writes what has changed. */
  @Schedule(hour = "*", minute = "*", second = "*/30", persistent = false)
  public void write() {
    Map<String, LastRun> last = runs.last();
    if (last.equals(written)) {
      return;
    }
    try (Connection connection = database.getConnection();
        PreparedStatement keep = connection.prepareStatement(KEEP);
        PreparedStatement forget = connection.prepareStatement(FORGET)) {
      for (Map.Entry<String, LastRun> timer : last.entrySet()) {
        keep.setString(1, timer.getKey());
        keep.setString(2, node);
        keep.setObject(3, utc(timer.getValue().ended()));
        keep.setObject(4, utc(timer.getValue().succeeded()));
        keep.addBatch();
      }
      keep.executeBatch();
      forget.executeUpdate();
      written = last;
    } catch (SQLException e) {
      LOG.debugf("last runs of timers are not written: SQLSTATE %s", e.getSQLState());
    }
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  private static OffsetDateTime utc(Optional<Instant> time) {
    return time.map(TimerLog::utc).orElse(null);
  }
}
