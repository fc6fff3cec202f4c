// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

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
import java.time.LocalDate;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.ooni.backend.prioritisation.CountingWeek;

/**
 * Takes counters away that no order of the test lists looks at any more: this week and the last are
 * looked at, one more is kept for who asks why a list was as it was.
 */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TestListCountersExpiry {

  private static final Logger LOG = Logger.getLogger(TestListCountersExpiry.class);
  private static final int WEEKS_BEFORE_THIS = 2;

  private static final String DELETE =
      """
      DELETE FROM counters_asn_test_list
      WHERE week < ?
      """;

  @Resource(lookup = "java:jboss/datasources/OoniWrite")
  DataSource database;

  @Inject Clock clock;

  /** Runs each night; what fails is done the night after. */
  @Schedule(hour = "3", minute = "20", persistent = false)
  public void expire() {
    LocalDate oldest = CountingWeek.of(clock.instant()).minusWeeks(WEEKS_BEFORE_THIS);
    try (Connection connection = database.getConnection();
        PreparedStatement delete = connection.prepareStatement(DELETE)) {
      delete.setObject(1, oldest);
      LOG.infof("test list counters expired count=%d", delete.executeUpdate());
    } catch (SQLException e) {
      LOG.warnf("test list counters cannot be expired now: SQLSTATE %s", e.getSQLState());
    }
  }
}
