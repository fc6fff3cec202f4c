// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.analysis;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.ooni.backend.meter.Meter;
import org.ooni.backend.meter.Meters;
import org.ooni.backend.meter.TimerRuns;

/**
 * Has partitions made for months to come, and looks at the size of tables. Nodes may do so
 * together: the database makes each partition once.
 */
@Singleton
@Startup
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PartitionTimer {

  static final Meter END =
      Meter.gauge(
          "partitions_end_timestamp_seconds",
          "Up to when a table has partitions, in seconds since 1970",
          "table");

  private static final Logger LOG = Logger.getLogger(PartitionTimer.class);
  private static final String TABLE = "fastpath";
  private static final int MOST = 36;

  private static final String ADD = "SELECT fastpath_partition_add(?)";
  private static final String LAST = "SELECT fastpath_partitions_end()";

  @Resource(lookup = "java:jboss/datasources/OoniWrite")
  DataSource database;

  @Inject
  @ConfigProperty(name = "PARTITION_MONTHS_AHEAD")
  int monthsAhead;

  @Inject Meters meters;
  @Inject TimerRuns runs;

  /** A number that the database would refuse stops the start. */
  @PostConstruct
  void check() {
    if (monthsAhead < 1 || monthsAhead > MOST) {
      throw new IllegalArgumentException("PARTITION_MONTHS_AHEAD must be from 1 to " + MOST);
    }
    meters.declare(END, TableGauges.BYTES, TableGauges.DEAD, TableGauges.OLDEST);
  }

  /** Runs each hour: mostly there is nothing to do, and what failed is done soon. */
  @Schedule(hour = "*", minute = "15", persistent = false)
  public void maintain() {
    try (TimerRuns.Run run = runs.begin("partitions");
        Connection connection = database.getConnection()) {
      while (add(connection)) {
        // each month in a transaction of its own, so that nobody waits for long
      }
      observe(connection);
      new TableGauges(connection, meters).observe();
      run.succeeded();
    } catch (SQLException e) {
      LOG.warnf("partitions are not looked after now: SQLSTATE %s", e.getSQLState());
    }
  }

  private boolean add(Connection connection) throws SQLException {
    try (PreparedStatement add = connection.prepareStatement(ADD)) {
      add.setInt(1, monthsAhead);
      try (ResultSet row = add.executeQuery()) {
        row.next();
        String made = row.getString(1);
        if (made != null) {
          LOG.infof("partition made name=%s", made);
        }
        return made != null;
      }
    }
  }

  private void observe(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LAST);
        ResultSet row = select.executeQuery()) {
      row.next();
      meters.set(END, TABLE, row.getObject(1, OffsetDateTime.class).toEpochSecond());
    }
  }
}
