// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.ooni.backend.accept.AcceptLog;
import org.ooni.backend.accept.AcceptLogUnavailable;
import org.ooni.backend.accept.AcceptedMeasurement;
import org.ooni.backend.accept.Batch;
import org.ooni.backend.flow.FlowCounters;
import org.ooni.backend.flow.FlowCounters.Stage;
import org.ooni.backend.scoring.MeasurementScoring;
import org.ooni.backend.scoring.Outcome;
import org.ooni.backend.scoring.Outcome.Discarded;
import org.ooni.backend.scoring.Outcome.Scored;

/**
 * Scores what the log holds and commits it: read, score, one transaction, drop from the log. At
 * least once, and the transaction is idempotent by uid, so exactly once in the database. A batch
 * that the database refuses for its data is halved until the measurement at fault stands alone;
 * that one is parked. Any other failure leaves the batch in the log.
 */
@ApplicationScoped
class Fastpath {

  private static final Logger LOG = Logger.getLogger(Fastpath.class);

  /** Compressed bytes that are read from the log, and committed, at once. */
  private static final long CHUNK_BYTES = 8L << 20;

  @Inject AcceptLog acceptLog;
  @Inject MeasurementScoring scoring;
  @Inject ScoringSource source;
  @Inject MeasurementTables tables;
  @Inject DatabasePause pause;
  @Inject FlowCounters counters;
  @Inject FastpathMeters meters;

  /**
   * Commits what is left of a batch.
   *
   * @return whether the database goes along; what is not committed stays in the log
   */
  boolean process(Batch batch) {
    if (pause.isOn() || !source.isLoaded()) {
      return false;
    }
    try {
      List<AcceptedMeasurement> chunk = acceptLog.read(batch, CHUNK_BYTES);
      while (!chunk.isEmpty()) {
        long begin = System.nanoTime();
        List<ScoredMeasurement> scored = score(chunk);
        meters.step("score", begin);
        commit(scored);
        Batch rest = new Batch(chunk.get(chunk.size() - 1).uid(), batch.last());
        chunk = rest.first().equals(rest.last()) ? List.of() : acceptLog.read(rest, CHUNK_BYTES);
      }
      return true;
    } catch (SQLException e) {
      pause.begin(e);
    } catch (AcceptLogUnavailable e) {
      LOG.error("accept log cannot be read, the sweep tries again", e);
    }
    return false;
  }

  private List<ScoredMeasurement> score(List<AcceptedMeasurement> chunk)
      throws SQLException, AcceptLogUnavailable {
    List<ScoredMeasurement> scored = new ArrayList<>(chunk.size());
    for (AcceptedMeasurement accepted : chunk) {
      try {
        Outcome outcome = scoring.score(accepted.uid().text(), accepted.body().submission());
        scored.add(new ScoredMeasurement(accepted, outcome));
      } catch (RuntimeException | StackOverflowError e) {
        // a fault of the code: this measurement waits for a better one, the others do not
        LOG.errorf(e, "measurement cannot be scored uid=%s", accepted.uid());
        park(accepted, "scorer_fault", e.getClass().getSimpleName());
      }
    }
    return scored;
  }

  private void commit(List<ScoredMeasurement> batch) throws SQLException, AcceptLogUnavailable {
    if (batch.isEmpty()) {
      return;
    }
    long begin = System.nanoTime();
    try {
      tables.commit(batch);
    } catch (SQLException e) {
      if (!DatabaseFault.isOfTheData(e)) {
        throw e;
      }
      isolate(batch, e);
      return;
    }
    acceptLog.drop(batch.stream().map(scored -> scored.accepted().uid()).toList());
    meters.step("commit", begin);
    meters.committed(batch);
    batch.forEach(this::count);
  }

  private void isolate(List<ScoredMeasurement> batch, SQLException fault)
      throws SQLException, AcceptLogUnavailable {
    if (batch.size() == 1) {
      AcceptedMeasurement accepted = batch.get(0).accepted();
      LOG.errorf("measurement parked uid=%s sqlstate=%s", accepted.uid(), fault.getSQLState());
      park(accepted, "database_refused", "SQLSTATE " + fault.getSQLState());
      return;
    }
    int middle = batch.size() / 2;
    commit(batch.subList(0, middle));
    commit(batch.subList(middle, batch.size()));
  }

  private void park(AcceptedMeasurement accepted, String reason, String detail)
      throws SQLException, AcceptLogUnavailable {
    tables.park(accepted, reason, detail);
    acceptLog.drop(List.of(accepted.uid()));
    counters.count(Stage.PARKED, reason);
  }

  private void count(ScoredMeasurement measurement) {
    if (measurement.outcome() instanceof Discarded discarded) {
      counters.count(Stage.UNLISTED, discarded.reason());
    } else if (measurement.outcome() instanceof Scored scored) {
      scored
          .failureReason()
          .ifPresentOrElse(
              reason -> counters.count(Stage.FAILED, reason), () -> counters.count(Stage.SCORED));
    }
  }
}
