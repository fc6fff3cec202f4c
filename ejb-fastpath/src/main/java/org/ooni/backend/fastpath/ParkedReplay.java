// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.jboss.logging.Logger;
import org.ooni.backend.accept.AcceptedMeasurement;
import org.ooni.backend.meter.TimerRuns;
import org.ooni.backend.scoring.MeasurementScoring;
import org.ooni.backend.scoring.Outcome;

/**
 * Tries parked measurements again when somebody asks for it, by setting {@code
 * parked.replay_requested}. One that fails again is parked again, with one attempt more. Two nodes
 * that try the same one write the same row.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ParkedReplay {

  private static final Logger LOG = Logger.getLogger(ParkedReplay.class);
  private static final int AT_ONCE = 100;

  @Inject MeasurementTables tables;
  @Inject MeasurementScoring scoring;
  @Inject ScoringSource source;
  @Inject DatabasePause pause;
  @Inject TimerRuns runs;

  /** Looks each twenty seconds. */
  @Schedule(hour = "*", minute = "*", second = "*/20", persistent = false)
  public void replay() {
    if (pause.isOn() || !source.isLoaded()) {
      return;
    }
    try (TimerRuns.Run run = runs.begin("parked_replay")) {
      for (AcceptedMeasurement parked : tables.requestedReplays(AT_ONCE)) {
        replay(parked);
      }
      run.succeeded();
    } catch (SQLException e) {
      pause.begin(e);
    }
  }

  private void replay(AcceptedMeasurement parked) throws SQLException {
    try {
      Outcome outcome = scoring.score(parked.uid().text(), parked.body().submission());
      tables.commitReplay(new ScoredMeasurement(parked, outcome));
      LOG.infof("parked measurement committed uid=%s", parked.uid());
    } catch (SQLException e) {
      if (!DatabaseFault.isOfTheData(e)) {
        throw e;
      }
      tables.park(parked, "database_refused", "SQLSTATE " + e.getSQLState());
    } catch (RuntimeException e) {
      // a body that cannot even be unpacked must not keep those behind it from their turn
      LOG.errorf(e, "parked measurement cannot be scored uid=%s", parked.uid());
      tables.park(parked, "scorer_fault", e.getClass().getSimpleName());
    }
  }
}
