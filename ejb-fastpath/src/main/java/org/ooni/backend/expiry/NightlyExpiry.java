// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.expiry;

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
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.ooni.backend.meter.TimerRuns;
import org.ooni.backend.prioritisation.CountingWeek;

/**
 * Counters that no order of the test lists looks at any more (this week and the last are looked at,
 * one more is kept for who asks why a list was as it was), and records of submissions from
 * elsewhere than they said.
 */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NightlyExpiry {

  private static final Logger LOG = Logger.getLogger(NightlyExpiry.class);
  private static final int WEEKS_BEFORE_THIS = 2;

  // few rows at once, so that no night's work is undone by the time limit of a statement
  private static final String COUNTERS =
      """
      DELETE FROM counters_asn_test_list
      WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM counters_asn_test_list WHERE week < ? LIMIT 20000))
      """;
  private static final String FAULTY =
      """
      DELETE FROM faulty_measurements
      WHERE ctid = ANY (ARRAY(SELECT ctid FROM faulty_measurements WHERE ts < ? LIMIT 20000))
      """;

  @Resource(lookup = "java:jboss/datasources/OoniWrite")
  DataSource database;

  @Inject Clock clock;
  @Inject TimerRuns runs;

  @Inject
  @ConfigProperty(name = "FAULTY_MEASUREMENTS_RETENTION")
  Duration retention;

  /** Runs each night; what fails is done the night after. */
  @Schedule(hour = "3", minute = "20", persistent = false)
  public void expire() {
    LocalDate oldestWeek = CountingWeek.of(clock.instant()).minusWeeks(WEEKS_BEFORE_THIS);
    OffsetDateTime oldest = clock.instant().minus(retention).atOffset(ZoneOffset.UTC);
    try (TimerRuns.Run run = runs.begin("expiry")) {
      boolean counters = delete("counters_asn_test_list", COUNTERS, oldestWeek);
      if (delete("faulty_measurements", FAULTY, oldest) && counters) {
        run.succeeded();
      }
    }
  }

  private boolean delete(String table, String sql, Object oldest) {
    try (Connection connection = database.getConnection();
        PreparedStatement delete = connection.prepareStatement(sql)) {
      delete.setObject(1, oldest);
      long all = 0;
      for (int some = delete.executeUpdate(); some > 0; some = delete.executeUpdate()) {
        all += some;
      }
      LOG.infof("rows expired table=%s count=%d", table, all);
      return true;
    } catch (SQLException e) {
      LOG.warnf("rows of %s cannot be expired now: SQLSTATE %s", table, e.getSQLState());
      return false;
    }
  }
}
