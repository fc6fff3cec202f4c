// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks a few times a second how many questions of readers the database has in work. */
final class PlacesWatch implements AutoCloseable {

  private static final int PAUSE_MILLIS = 250;

  private static final String IN_WORK =
      """
      select count(*) from pg_stat_activity
      where application_name = 'ooni-read' and state <> 'idle' and backend_type = 'client backend'
      """;

  private final Connection connection;
  private final PreparedStatement statement;
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private long looks;
  private long seen;

  PlacesWatch(Connection connection) throws SQLException {
    this.connection = connection;
    statement = connection.prepareStatement(IN_WORK);
    thread.scheduleWithFixedDelay(this::look, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private synchronized void look() {
    try (ResultSet rows = statement.executeQuery()) {
      rows.next();
      seen += rows.getLong(1);
      looks++;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many there were on average. */
  synchronized double used() {
    return (double) seen / looks;
  }

  @Override
  public synchronized void close() throws SQLException {
    thread.shutdown();
    connection.close();
  }
}
