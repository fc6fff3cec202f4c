// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.meter;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** When the timers of this node have run, how long it took them and how often they failed. */
@ApplicationScoped
public class TimerRuns {

  static final Meter DURATION =
      Meter.histogram(
          "timer_run_seconds", "How long the runs of timers took", "timer", Meter.LONG_SECONDS);
  static final Meter LAST =
      Meter.gauge("timer_last_run_timestamp_seconds", "When a timer last ended a run", "timer");
  static final Meter LAST_SUCCESS =
      Meter.gauge(
          "timer_last_success_timestamp_seconds", "When a timer last did all it had to", "timer");
  static final Meter FAILURES =
      Meter.counter("timer_failures_total", "Runs of timers that did not do all", "timer");

  private static final double NANOSECONDS = 1e9;

  @Inject Meters meters;
  @Inject Clock clock;

  private final Map<String, LastRun> last = new ConcurrentHashMap<>();

  /**
   * The last run of a timer on this node.
   *
   * @param ended when it ended
   * @param succeeded when one last did all it had to; nothing when none has since the start
   */
  public record LastRun(Instant ended, Optional<Instant> succeeded) {}

  /** For the container. */
  protected TimerRuns() {}

  /** With the numbers and the clock of the caller's. */
  public TimerRuns(Meters meters, Clock clock) {
    this.meters = meters;
    this.clock = clock;
  }

  @PostConstruct
  void declare() {
    meters.declare(DURATION, LAST, LAST_SUCCESS, FAILURES);
  }

  /** The last run of each timer that has run since the start. */
  public Map<String, LastRun> last() {
    return Collections.unmodifiableMap(new TreeMap<>(last));
  }

  /**
   * Begins a run, which ends when what is returned is closed.
   *
   * @param timer a constant, lower case with underscores
   */
  public Run begin(String timer) {
    return new Run(timer);
  }

  /** A run of a timer; it failed unless it said otherwise. */
  public final class Run implements AutoCloseable {

    private final String timer;
    private final long start = System.nanoTime();
    private boolean succeeded;

    private Run(String timer) {
      this.timer = timer;
    }

    /** It has done all it had to. */
    public void succeeded() {
      succeeded = true;
    }

    @Override
    public void close() {
      Instant ended = clock.instant();
      long now = ended.getEpochSecond();
      meters.observe(DURATION, timer, (System.nanoTime() - start) / NANOSECONDS);
      meters.set(LAST, timer, now);
      meters.add(FAILURES, timer, succeeded ? 0 : 1);
      if (succeeded) {
        meters.set(LAST_SUCCESS, timer, now);
      }
      last.compute(timer, (name, before) -> runThat(ended, before));
    }

    private LastRun runThat(Instant ended, LastRun before) {
      if (succeeded) {
        return new LastRun(ended, Optional.of(ended));
      }
      return new LastRun(ended, before == null ? Optional.empty() : before.succeeded());
    }
  }
}
