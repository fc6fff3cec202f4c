// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.ooni.backend.accept.AcceptedMeasurement;
import org.ooni.backend.bodies.BodyArchive;
import org.ooni.backend.bodies.BodyKey;
import org.ooni.backend.bodies.BodyLookup;
import org.ooni.backend.bodies.StoredBody;
import org.ooni.backend.measurement.MeasurementUid;
import org.ooni.backend.meter.TimerRuns;
import org.ooni.backend.scoring.MeasurementScoring;
import org.ooni.backend.scoring.Outcome;

/**
 * Tries parked measurements again when somebody asks for it, by setting {@code
 * parked.replay_requested}. One that fails again is parked again, with one attempt more. Two nodes
 * that try the same one write the same row. A body that the database has given up is read from the
 * archive.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ParkedReplay {

  private static final Logger LOG = Logger.getLogger(ParkedReplay.class);
  private static final int AT_ONCE = 100;
  private static final byte[] BEFORE = "{\"format\":\"json\",\"content\":".getBytes(US_ASCII);
  private static final byte[] AFTER = "}".getBytes(US_ASCII);

  @Inject MeasurementTables tables;
  @Inject MeasurementScoring scoring;
  @Inject ScoringSource source;
  @Inject DatabasePause pause;
  @Inject BodyArchive bodies;
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
      for (MeasurementUid uid : tables.requestedReplaysOfArchive(AT_ONCE)) {
        replayArchived(uid);
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

  /** One whose verdict was lost after its body had gone to the archive. */
  private void replayArchived(MeasurementUid uid) throws SQLException {
    BodyLookup lookup = bodies.find(BodyKey.of(uid));
    try {
      if (lookup instanceof BodyLookup.Found found) {
        tables.commitArchived(ofArchive(uid, found.content()));
        LOG.infof("archived measurement committed uid=%s", uid);
      } else if (lookup instanceof BodyLookup.NotStored) {
        LOG.errorf("parked measurement has no body uid=%s", uid);
        tables.parkArchived(uid, "body_missing", "");
      }
    } catch (SQLException e) {
      if (!DatabaseFault.isOfTheData(e)) {
        throw e;
      }
      tables.parkArchived(uid, "database_refused", "SQLSTATE " + e.getSQLState());
    }
  }

  /** The archive has the measurement alone, so what was submitted is put around it again. */
  private ScoredMeasurement ofArchive(MeasurementUid uid, byte[] content) {
    ByteBuffer submission = ByteBuffer.allocate(BEFORE.length + content.length + AFTER.length);
    submission.put(BEFORE).put(content).put(AFTER);
    AcceptedMeasurement archived =
        new AcceptedMeasurement(
            uid,
            "",
            uid.receiveTime().orElse(Instant.EPOCH),
            new byte[0],
            new StoredBody(new byte[0], 0, 0, 0));
    return new ScoredMeasurement(archived, scoring.score(uid.text(), submission.array()));
  }
}
