// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.ooni.backend.accept.AcceptedMeasurement;
import org.ooni.backend.measurement.MeasurementUid;
import org.ooni.backend.place.CountryCode;
import org.ooni.backend.place.ProbeAsn;
import org.ooni.backend.prioritisation.TestLists;
import org.ooni.backend.scoring.FastpathRow;
import org.ooni.backend.scoring.ObsOpenvpnRow;
import org.ooni.backend.scoring.Outcome.Discarded;
import org.ooni.backend.scoring.Outcome.Scored;

/**
 * Writes a batch of measurements to the database in one transaction: bodies, rows, the extra rows
 * of openvpn, the counters of the test lists. Writing the same batch again changes nothing.
 */
@ApplicationScoped
class MeasurementTables {

  @Resource(lookup = "java:jboss/datasources/OoniWrite")
  DataSource database;

  @Inject TestLists testLists;

  /**
   * Commits all of them, or none.
   *
   * @throws SQLException when nothing was committed
   */
  void commit(List<ScoredMeasurement> batch) throws SQLException {
    tell(
        inTransaction(
            connection -> write(connection, batch, insertBodies(connection, batch), false)));
  }

  /**
   * Sets one measurement aside with its body.
   *
   * @param reason short name of the reason
   * @param detail what an operator wants to know, never a part of the body
   */
  void park(AcceptedMeasurement accepted, String reason, String detail) throws SQLException {
    inTransaction(
        connection -> {
          Set<MeasurementUid> aliases = new Spool(connection).insert(List.of(accepted)).aliases();
          if (!aliases.contains(accepted.uid())) {
            new ParkedTable(connection).insert(accepted.uid(), reason, detail);
          }
          return List.of();
        });
  }

  /** Parked measurements that somebody wants to be tried again, with their bodies. */
  List<AcceptedMeasurement> requestedReplays(int maximum) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return new ParkedTable(connection).requested(maximum);
    }
  }

  /** Likewise those of whose bodies only the archive has a copy. */
  List<MeasurementUid> requestedReplaysOfArchive(int maximum) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return new ParkedTable(connection).requestedOfArchive(maximum);
    }
  }

  /** Keeps one parked whose body the database does not have. */
  void parkArchived(MeasurementUid uid, String reason, String detail) throws SQLException {
    inTransaction(
        connection -> {
          new ParkedTable(connection).insert(uid, reason, detail);
          return List.of();
        });
  }

  /** Commits one that was parked, and whose body is to stay in the archive alone. */
  void commitArchived(ScoredMeasurement measurement) throws SQLException {
    tell(
        inTransaction(
            connection -> {
              boolean wasParked = new ParkedTable(connection).delete(measurement.accepted().uid());
              Spool.Inserted nothing = new Spool.Inserted(Set.of(), Set.of());
              return write(connection, List.of(measurement), nothing, wasParked);
            }));
  }

  /** Commits one that was parked. */
  void commitReplay(ScoredMeasurement measurement) throws SQLException {
    tell(
        inTransaction(
            connection -> {
              // counted here because it was not when it was parked; by the node that deletes it
              boolean wasParked = new ParkedTable(connection).delete(measurement.accepted().uid());
              List<ScoredMeasurement> batch = List.of(measurement);
              return write(connection, batch, insertBodies(connection, batch), wasParked);
            }));
  }

  /** Lists are ordered by what was measured; this node need not ask the database for its own. */
  private void tell(List<TestListCounters.Counted> counted) {
    for (TestListCounters.Counted measurement : counted) {
      if (CountryCode.isCode(measurement.country()) && ProbeAsn.isNumber(measurement.asn())) {
        testLists.measured(
            measurement.week(),
            new CountryCode(measurement.country()),
            new ProbeAsn(measurement.asn()),
            measurement.input());
      }
    }
  }

  /** Statements of one transaction, and what they counted for the order of the test lists. */
  private interface Statements {
    List<TestListCounters.Counted> run(Connection connection) throws SQLException;
  }

  private List<TestListCounters.Counted> inTransaction(Statements statements) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      boolean committed = false;
      try {
        List<TestListCounters.Counted> counted = statements.run(connection);
        connection.commit();
        committed = true;
        return counted;
      } finally {
        if (!committed) {
          connection.rollback();
        }
        connection.setAutoCommit(true);
      }
    }
  }

  private static Spool.Inserted insertBodies(Connection connection, List<ScoredMeasurement> batch)
      throws SQLException {
    return new Spool(connection).insert(batch.stream().map(ScoredMeasurement::accepted).toList());
  }

  private static List<TestListCounters.Counted> write(
      Connection connection,
      List<ScoredMeasurement> batch,
      Spool.Inserted inserted,
      boolean countAll)
      throws SQLException {
    List<FastpathRow> rows = new ArrayList<>();
    List<FastpathRow> again = new ArrayList<>();
    List<ObsOpenvpnRow> openvpn = new ArrayList<>();
    List<TestListCounters.Counted> toCount = new ArrayList<>();
    for (ScoredMeasurement measurement : batch) {
      AcceptedMeasurement accepted = measurement.accepted();
      if (measurement.outcome() instanceof Scored scored
          && !inserted.aliases().contains(accepted.uid())) {
        rows.add(scored.row());
        scored.openvpn().ifPresent(openvpn::add);
        boolean fresh = inserted.fresh().contains(accepted.uid());
        if (!fresh) {
          again.add(scored.row());
        }
        if (countAll || fresh) {
          TestListCounters.Counted.of(scored.row(), accepted.receivedAt()).ifPresent(toCount::add);
        }
      } else if (measurement.outcome() instanceof Discarded discarded
          && !inserted.aliases().contains(accepted.uid())) {
        new UnlistedTable(connection).insert(accepted.uid(), discarded.reason());
      }
    }
    FastpathTable fastpath = new FastpathTable(connection);
    fastpath.removeOtherTimes(again);
    fastpath.upsert(rows);
    new ObsOpenvpnTable(connection).upsert(openvpn);
    // last: other batches wait for these rows
    new TestListCounters(connection).add(toCount);
    return toCount;
  }
}
