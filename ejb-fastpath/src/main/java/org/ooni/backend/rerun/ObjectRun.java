// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ooni.backend.fastpath.ArchivedRows.Judged;
import org.ooni.backend.rerun.Tally.Kind;
import org.ooni.backend.scoring.FastpathRow;
import org.ooni.backend.scoring.Outcome;

/** The way of what is in one object: counted, then written in batches. */
final class ObjectRun implements Found {

  private static final int MOST_AT_ONCE = 250;
  private static final long MOST_CHARACTERS_AT_ONCE = 4L << 20;

  private final SourceObject object;
  private final RerunSettings settings;
  private final RerunGate gate;
  private final BatchWriter writer;
  private final int uidsRemembered;
  private final Tally counted = new Tally();
  private final Set<String> seen = new HashSet<>();
  private final Map<String, Judged> batch = new LinkedHashMap<>();
  private long characters;
  private long since = System.nanoTime();

  ObjectRun(
      SourceObject object,
      RerunSettings settings,
      RerunGate gate,
      BatchWriter writer,
      ReadingLimits limits) {
    this.object = object;
    this.settings = settings;
    this.gate = gate;
    this.writer = writer;
    this.uidsRemembered = limits.uids();
  }

  /** What was counted so far. */
  Tally counted() {
    return counted;
  }

  @Override
  public void measurement(Judged judged) throws Stopped {
    if (!isAskedFor(judged.outcome())) {
      counted.add(Kind.FILTERED);
      return;
    }
    gate.enter();
    counted.add(Kind.READ);
    boolean again = batch.containsKey(judged.uid()) || seen.contains(judged.uid());
    if (again) {
      counted.add(Kind.DUPLICATE);
      problem(judged.uid(), "duplicate");
      return;
    }
    if (seen.size() < uidsRemembered) {
      seen.add(judged.uid());
    }
    count(judged.outcome());
    batch.put(judged.uid(), judged);
    characters += characters(judged.outcome());
    if (batch.size() >= MOST_AT_ONCE || characters >= MOST_CHARACTERS_AT_ONCE) {
      flush();
    }
  }

  @Override
  public void unusable(String where, String reason) throws Stopped {
    gate.enter();
    counted.add(Kind.READ);
    counted.add(Kind.UNUSABLE, reason);
    problem(where, reason);
  }

  void problem(String where, String reason) {
    counted.add(Kind.PROBLEM, object.key(), where, reason);
    gate.progress().problem(object.key(), where, reason);
  }

  /** Writes what waits. */
  void flush() throws Stopped {
    long begin = since;
    writer.write(List.copyOf(batch.values()), object, counted);
    gate.wrote(batch.size(), Duration.ofNanos(System.nanoTime() - begin));
    batch.clear();
    characters = 0;
    since = System.nanoTime();
  }

  /** Names of published objects say what is in them; in older ones all is looked at. */
  private boolean isAskedFor(Outcome outcome) {
    if (settings.countries().isEmpty() && settings.nettests().isEmpty()) {
      return true;
    }
    if (!(outcome instanceof Outcome.Scored scored)) {
      return false;
    }
    FastpathRow row = scored.row();
    return isIn(settings.countries(), row.probeCc())
        && isIn(settings.nettests(), row.testName().replace("_", ""));
  }

  private static boolean isIn(Set<String> askedFor, String value) {
    return askedFor.isEmpty() || askedFor.contains(value);
  }

  private void count(Outcome outcome) {
    if (outcome instanceof Outcome.Discarded discarded) {
      counted.add(Kind.DISCARDED, discarded.reason());
    } else if (outcome instanceof Outcome.Scored scored) {
      scored
          .failureReason()
          .ifPresentOrElse(
              reason -> counted.add(Kind.FAILED, reason), () -> counted.add(Kind.SCORED));
    }
  }

  private static long characters(Outcome outcome) {
    return outcome instanceof Outcome.Scored scored
        ? scored.row().scores().length() + 2L * scored.row().input().length()
        : 0;
  }
}
