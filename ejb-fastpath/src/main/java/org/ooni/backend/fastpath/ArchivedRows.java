// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.fastpath;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.ooni.backend.scoring.FastpathRow;
import org.ooni.backend.scoring.Outcome;

/**
 * Writes the verdicts on measurements that come out of the archive, with the statements that the
 * server writes its own with. A batch is one transaction, in the order of its keys, so that two
 * writers wait for each other and never both at once. Writing it again changes nothing.
 */
public final class ArchivedRows {

  private final DataSource database;
  private final Clock clock;

  /** Connects to nothing yet. */
  public ArchivedRows(DataSource database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** What became of a measurement that was to be written. */
  public enum Fate {
    /** It had no row and has one now. */
    ADDED,
    /** Its row was written anew. */
    REPLACED,
    /** Its row was left as it is. */
    KEPT,
    /** It is not to be shown, and has no row. */
    UNLISTED,
    /** It is the alias of another. */
    ALIAS,
    /** It is parked; the server tries it again when it is asked to. */
    PARKED
  }

  /**
   * A measurement with what the scoring made of it.
   *
   * @param whole whether the submission was scored; what a line of the archive lacks, whether the
   *     submission was verified, is then taken from the row that is there
   */
  public record Judged(String uid, Outcome outcome, boolean whole) {}

  /**
   * What became of it.
   *
   * @param before the verdict that was there; empty when there was none
   */
  public record Written(Judged judged, Fate fate, Optional<Verdict> before) {}

  /**
   * Writes all of them, or none.
   *
   * @param batch no two with the same uid
   * @param replace whether rows that are there are written anew
   */
  public Collection<Written> write(List<Judged> batch, boolean replace) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      boolean committed = false;
      try {
        Collection<Written> written = new Batch(connection, batch, replace).write();
        connection.commit();
        committed = true;
        return written;
      } finally {
        if (!committed) {
          connection.rollback();
        }
        connection.setAutoCommit(true);
      }
    }
  }

  /** What writing them would do; nothing is written. */
  public Collection<Written> compare(List<Judged> batch, boolean replace) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return new Batch(connection, batch, replace).fates().values();
    }
  }

  /** One transaction. */
  private final class Batch {

    private final Connection connection;
    private final List<Judged> batch;
    private final boolean replace;
    private final Map<String, KnownRows.Known> known = new HashMap<>();

    Batch(Connection connection, List<Judged> batch, boolean replace) {
      this.connection = connection;
      this.batch = batch;
      this.replace = replace;
    }

    Map<String, Written> fates() throws SQLException {
      Set<String> uids = batch.stream().map(Judged::uid).collect(Collectors.toSet());
      Map<String, Fate> elsewhere = new Elsewhere(connection).find(uids);
      List<FastpathRow> rows = batch.stream().flatMap(judged -> row(judged).stream()).toList();
      rows.forEach(row -> uids.remove(row.measurementUid()));
      known.putAll(new KnownRows(connection).find(rows, uids));
      return batch.stream()
          .map(judged -> written(judged, Optional.ofNullable(elsewhere.get(judged.uid()))))
          .collect(
              Collectors.toMap(
                  written -> written.judged().uid(),
                  Function.identity(),
                  (one, other) -> one,
                  TreeMap::new));
    }

    private Written written(Judged judged, Optional<Fate> elsewhere) {
      Optional<Verdict> before =
          Optional.ofNullable(known.get(judged.uid())).map(KnownRows.Known::verdict);
      if (elsewhere.isPresent()) {
        return new Written(judged, elsewhere.get(), before);
      }
      if (row(judged).isEmpty()) {
        return new Written(judged, Fate.UNLISTED, before);
      }
      Fate again = replace ? Fate.REPLACED : Fate.KEPT;
      return new Written(judged, before.isEmpty() ? Fate.ADDED : again, before);
    }

    Collection<Written> write() throws SQLException {
      Collection<Written> all = fates().values();
      List<FastpathRow> added = rows(all, Fate.ADDED);
      List<FastpathRow> replaced = rows(all, Fate.REPLACED);
      FastpathTable fastpath = new FastpathTable(connection);
      fastpath.removeOtherTimes(
          replaced.stream()
              .filter(row -> !known.get(row.measurementUid()).isAtTimeOf(row))
              .toList());
      fastpath.upsert(replaced);
      fastpath.insertAbsent(added);
      new ObsOpenvpnTable(connection)
          .upsert(
              all.stream()
                  .filter(one -> one.fate() == Fate.ADDED || one.fate() == Fate.REPLACED)
                  .flatMap(one -> ((Outcome.Scored) one.judged().outcome()).openvpn().stream())
                  .toList());
      unlist(all, fastpath);
      // last: other batches wait for these rows
      new RecentCounts(connection, clock.instant()).add(added);
      return all;
    }

    /** Those that have a row by today's rules are not unlisted, and the other way round. */
    private void unlist(Collection<Written> all, FastpathTable fastpath) throws SQLException {
      UnlistedTable unlisted = new UnlistedTable(connection);
      for (Written one : all) {
        if (one.fate() == Fate.UNLISTED
            && one.judged().outcome() instanceof Outcome.Discarded discarded
            && (replace || one.before().isEmpty())) {
          unlisted.insert(one.judged().uid(), discarded.reason());
        }
      }
      if (replace) {
        fastpath.remove(
            all.stream()
                .filter(one -> one.fate() == Fate.UNLISTED && one.before().isPresent())
                .map(one -> one.judged().uid())
                .toList());
        unlisted.remove(
            all.stream()
                .filter(one -> one.fate() == Fate.ADDED)
                .map(one -> one.judged().uid())
                .toList());
      }
    }

    private List<FastpathRow> rows(Collection<Written> all, Fate fate) {
      return all.stream()
          .filter(one -> one.fate() == fate)
          .flatMap(one -> row(one.judged()).stream())
          .toList();
    }

    private Optional<FastpathRow> row(Judged judged) {
      if (!(judged.outcome() instanceof Outcome.Scored scored)) {
        return Optional.empty();
      }
      KnownRows.Known there = known.get(judged.uid());
      return Optional.of(
          judged.whole() || there == null
              ? scored.row()
              : scored.row().withIsVerified(there.isVerified()));
    }
  }
}
