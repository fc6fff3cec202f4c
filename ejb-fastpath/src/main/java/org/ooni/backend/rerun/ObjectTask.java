// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.ooni.backend.archive.IndexedUids;
import org.ooni.backend.fastpath.ArchivedRows;
import org.ooni.backend.rerun.Tally.Kind;
import org.ooni.backend.rerun.UnreadableObject.Reason;

/** What a worker does with an object: get it, compare it with the index, read it, note it. */
final class ObjectTask {

  private final RerunSettings settings;
  private final RerunParts parts;
  private final RerunGate gate;
  private final Fetching fetching;
  private final CannedIndex index;
  private final RerunState state;
  private final Tally unfinished;
  private final Patience patience;
  private final ReadingLimits limits = ReadingLimits.USUAL;

  ObjectTask(
      RerunSettings settings,
      RerunParts parts,
      RerunGate gate,
      Fetching fetching,
      CannedIndex index,
      RerunState state,
      Tally unfinished) {
    this.settings = settings;
    this.parts = parts;
    this.gate = gate;
    this.fetching = fetching;
    this.index = index;
    this.state = state;
    this.unfinished = unfinished;
    this.patience = new Patience(parts.patience());
  }

  void work(SourceObject object) throws Stopped, IOException {
    if (gate.isClosed()) {
      return;
    }
    ObjectRun run = new ObjectRun(object, settings, gate, writer(), limits);
    boolean isDone = false;
    try {
      isDone = read(object, run);
    } catch (Stopped e) {
      if (e.isWanted()) {
        run.flush();
      }
      throw e;
    } finally {
      if (!isDone) {
        unfinished.addAll(run.counted());
      }
    }
    run.counted().add(Kind.OBJECTS);
    run.counted().add(Kind.BYTES, List.of(), object.bytes());
    if (isDone) {
      state.done(object, run.counted());
    }
    parts.progress().done(object, run.counted());
  }

  /** Whether the object is done with; otherwise the next run tries it. */
  private boolean read(SourceObject object, ObjectRun run) throws Stopped, IOException {
    try (LocalCopy copy = fetching.fetch(object)) {
      index.check(object, copy.file());
      new ObjectReader(parts.scoring(), this::uids, limits, parts.progress()::advanced)
          .read(object, copy.file(), run);
      run.flush();
      if (settings.writing().index() && run.counted().total(Kind.PROBLEM) == 0) {
        new Adoption(parts.source(), parts.database().orElseThrow(), patience)
            .adopt(object, copy.file(), run);
      }
      return true;
    } catch (UnreadableObject e) {
      run.flush();
      unreadable(run, e.reason(), e);
      return e.reason() != Reason.STORE;
    } catch (RuntimeException e) {
      // one object that the code cannot cope with must not keep the others from their turn
      run.flush();
      unreadable(run, Reason.INTERNAL, e);
      return true;
    }
  }

  private static void unreadable(ObjectRun run, Reason reason, Exception cause) {
    run.counted().add(Kind.UNREADABLE, reason.label());
    String words = cause instanceof RuntimeException ? cause.toString() : cause.getMessage();
    run.problem("", reason.label() + ": " + words);
  }

  private BatchWriter writer() {
    ArchivedRows rows =
        parts.database().map(database -> new ArchivedRows(database, parts.clock())).orElse(null);
    return new BatchWriter(rows, settings.writing(), patience);
  }

  private Map<Integer, String> uids(String key) throws Stopped {
    if (parts.database().isEmpty()) {
      return Map.of();
    }
    try {
      return patience.ask(() -> new IndexedUids(parts.database().get()).of(key));
    } catch (SQLException e) {
      throw Stopped.away("the index cannot be asked: " + e.getMessage(), e);
    }
  }
}
