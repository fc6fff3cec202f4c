// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ooni.backend.rerun.Tally.Kind;

/**
 * Reads the objects of some days and scores what is in them, several objects at once. How far it
 * has come is noted after each object: a rerun that is killed and started again goes on, and leaves
 * the same rows as one that was not.
 */
public final class Rerun {

  private static final String FILES = "files";

  private final RerunSettings settings;
  private final RerunParts parts;
  private final Charts charts;
  private final RerunGate gate;
  private final Fetching fetching;

  /** What was looked at and is not noted: the next run looks at it again. */
  private final Tally unfinished = new Tally();

  /** Prepares; nothing is read yet. */
  public Rerun(RerunSettings settings, RerunParts parts) {
    this.settings = settings;
    this.parts = parts;
    this.charts = new Charts(settings.writing().rows() ? parts.database() : Optional.empty());
    this.gate =
        new RerunGate(settings.stopAfter(), new Pace(parts.share()), charts, parts.progress());
    this.fetching = new Fetching(parts.source(), parts.patience());
  }

  /**
   * What came of it.
   *
   * @param tally of all runs of this rerun, from its begin
   * @param isResumed whether there were others before
   * @param isWhole whether everything was looked at
   * @param stop why it ended before that
   */
  public record Result(Tally tally, boolean isResumed, boolean isWhole, Optional<Stopped> stop) {

    /** Whether it ended early because something it needs is away. */
    public boolean isBroken() {
      return stop.isPresent() && !stop.get().isWanted();
    }
  }

  /**
   * Goes on where the last run of the same rerun ended.
   *
   * @throws IOException when the state cannot be kept
   */
  public Result run() throws IOException {
    ExecutorService workers = Executors.newFixedThreadPool(settings.workers());
    try (RerunState state = RerunState.open(parts.stateFile())) {
      boolean resumed = state.isResumed();
      Optional<Stopped> stop = Optional.empty();
      try {
        runAll(state, workers);
      } catch (Stopped e) {
        stop = Optional.of(e);
      }
      boolean drained = charts.drain();
      if (!drained && stop.isEmpty()) {
        stop = Optional.of(Stopped.away("charts wait for the database", null));
      }
      boolean whole = stop.isEmpty() && unfinished.total(Kind.UNREADABLE) == 0;
      Tally all = new Tally();
      all.addAll(state.tally());
      all.addAll(unfinished);
      if (whole) {
        state.finished();
      }
      return new Result(all, resumed, whole, stop);
    } finally {
      workers.shutdownNow();
    }
  }

  private void runAll(RerunState state, ExecutorService workers) throws Stopped, IOException {
    ArchiveDay days = new ArchiveDay(parts.source(), settings.countries(), settings.nettests());
    try {
      if (!settings.files().isEmpty()) {
        run(new Portion(FILES, settings.files(), Optional.empty()), state, workers);
        return;
      }
      for (LocalDate day = settings.start(); day.isBefore(settings.end()); day = day.plusDays(1)) {
        if (!state.isDone(day.toString())) {
          LocalDate wanted = day;
          run(fetching.need(() -> days.of(wanted)), state, workers);
        }
      }
    } catch (UnreadableObject e) {
      throw new IllegalStateException("a listing is no object", e);
    }
  }

  private void run(Portion portion, RerunState state, ExecutorService workers)
      throws Stopped, IOException {
    List<SourceObject> due =
        portion.objects().stream().filter(object -> !state.isDone(object)).toList();
    parts.progress().begins(portion.name(), due.stream().mapToLong(SourceObject::bytes).sum());
    Tally ofIndex = new Tally();
    CannedIndex index = new IndexCheck(fetching, parts.progress()).of(portion, ofIndex);
    ObjectTask task = new ObjectTask(settings, parts, gate, fetching, index, state, unfinished);
    long unreadable = unfinished.total(Kind.UNREADABLE);
    List<Future<Void>> running = new ArrayList<>();
    for (SourceObject object : due) {
      running.add(
          workers.submit(
              () -> {
                task.work(object);
                return null;
              }));
    }
    await(running);
    if (unfinished.total(Kind.UNREADABLE) == unreadable) {
      state.tally().addAll(ofIndex);
      state.done(portion.name());
    }
  }

  private void await(List<Future<Void>> running) throws Stopped, IOException {
    Optional<Stopped> first = Optional.empty();
    for (Future<Void> one : running) {
      try {
        one.get();
      } catch (ExecutionException e) {
        gate.close();
        Stopped stop = stop(e.getCause());
        boolean weightier = first.isEmpty() || first.get().isWanted();
        first = weightier ? Optional.of(stop) : first;
      } catch (InterruptedException e) {
        gate.close();
        Thread.currentThread().interrupt();
        throw Stopped.away("interrupted", e);
      }
    }
    if (first.isPresent()) {
      throw first.get();
    }
  }

  private static Stopped stop(Throwable cause) throws IOException {
    if (cause instanceof Stopped stopped) {
      return stopped;
    }
    if (cause instanceof IOException disk) {
      throw disk;
    }
    throw new IllegalStateException("a worker has failed", cause);
  }
}
