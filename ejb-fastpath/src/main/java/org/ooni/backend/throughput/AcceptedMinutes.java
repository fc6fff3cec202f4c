// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.throughput;

import jakarta.annotation.Resource;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.ooni.backend.flow.FlowCounters;
import org.ooni.backend.flow.FlowCounters.Stage;
import org.ooni.backend.meter.TimerRuns;

/** Tells the database each minute how many measurements this node has taken in the one before. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AcceptedMinutes {

  private static final Logger LOG = Logger.getLogger(AcceptedMinutes.class);
  private static final int LONGEST_OUTAGE = 60;
  private static final Duration KEPT = Duration.ofDays(1);

  private static final String KEEP =
      """
      INSERT INTO accepted_minute (minute, node, accepted) VALUES (?, ?, ?)
      ON CONFLICT (minute, node) DO UPDATE SET accepted = excluded.accepted
      """;
  private static final String FORGET = "DELETE FROM accepted_minute WHERE minute < ?";

  @Resource(lookup = "java:jboss/datasources/OoniWrite")
  DataSource database;

  @Inject
  @ConfigProperty(name = "jboss.node.name", defaultValue = "local")
  String node;

  @Inject FlowCounters counters;
  @Inject Clock clock;
  @Inject TimerRuns runs;

  private final TreeMap<Instant, Long> pending = new TreeMap<>();
  private long before;

  /** Runs at the start of each minute; while the database is away the last hour is kept in mind. */
  @Schedule(hour = "*", minute = "*", second = "0", persistent = false)
  public void report() {
    long now = counters.total(Stage.ACCEPTED);
    Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES).minus(1, ChronoUnit.MINUTES);
    pending.merge(minute, now - before, Long::sum);
    before = now;
    while (pending.size() > LONGEST_OUTAGE) {
      pending.pollFirstEntry();
    }
    try (TimerRuns.Run run = runs.begin("accepted_minutes")) {
      write(minute);
      run.succeeded();
      pending.clear();
    } catch (SQLException e) {
      LOG.debugf("minutes of the flow wait for the database: SQLSTATE %s", e.getSQLState());
    }
  }

  private void write(Instant newest) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement keep = connection.prepareStatement(KEEP);
        PreparedStatement forget = connection.prepareStatement(FORGET)) {
      for (Map.Entry<Instant, Long> minute : pending.entrySet()) {
        keep.setObject(1, minute.getKey().atOffset(ZoneOffset.UTC));
        keep.setString(2, node);
        keep.setLong(3, minute.getValue());
        keep.addBatch();
      }
      keep.executeBatch();
      forget.setObject(1, newest.minus(KEPT).atOffset(ZoneOffset.UTC));
      forget.executeUpdate();
    }
  }
}
