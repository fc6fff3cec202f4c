// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.ratelimit;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ooni.backend.flow.EventCounters;
import org.ooni.backend.flow.EventCounters.Event;
import org.ooni.backend.problem.Unavailable;

/**
 * Places for questions that may look at many rows, fewer than there are connections to the
 * database: however many are asked, the light ones find their places, and half of the processors
 * are left to submissions. As many as run may wait for {@code CONCURRENT_WAIT}; all others are
 * refused at once, so that those who wait do not take the places of readers either.
 */
@ApplicationScoped
public class HeavyReads {

  private static final String MOST = "CONCURRENT_HEAVY_READS";
  private static final int MOST_UNLESS_GIVEN = 6;
  private static final int RETRY_LEAST = 10;
  private static final int RETRY_MOST = 20;

  @Inject EventCounters counters;

  @Inject
  @ConfigProperty(name = MOST)
  Optional<Integer> given;

  @Inject
  @ConfigProperty(name = "CONCURRENT_WAIT")
  Duration patience;

  private int most;
  private Semaphore free;
  private Semaphore present;

  /** For the container. */
  protected HeavyReads() {}

  /** With settings of the caller's. */
  public HeavyReads(int most, Duration patience, EventCounters counters) {
    this.patience = patience;
    this.counters = counters;
    makePlaces(most);
  }

  /** A piece of work that answers something. */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    /** Does it. */
    T get() throws E;
  }

  @PostConstruct
  private void configure() {
    makePlaces(given.orElse(placesBeside(Runtime.getRuntime().availableProcessors())));
  }

  /**
   * How many there are unless it is said: one for two processors, and one at least; and no more
   * than leave most of the usual number of connections to others.
   */
  static int placesBeside(int processors) {
    return Math.max(1, Math.min(processors / 2, MOST_UNLESS_GIVEN));
  }

  private void makePlaces(int number) {
    if (number < 1) {
      throw new IllegalArgumentException(MOST + " is at least 1");
    }
    most = number;
    free = new Semaphore(most, true);
    present = new Semaphore(2 * most);
  }

  /** A limit that makes no sense stops the start. */
  void start(@Observes Startup event) {}

  /** How many may run at the same time on this node. */
  public int most() {
    return most;
  }

  /**
   * Does the work when there is a place for it.
   *
   * @throws Unavailable when there is none in time; names the limit
   */
  public <T, E extends Exception> T run(Work<T, E> work) throws E {
    if (!present.tryAcquire()) {
      throw refusal();
    }
    try {
      if (!hasPlace()) {
        throw refusal();
      }
      try {
        return work.get();
      } finally {
        free.release();
      }
    } finally {
      present.release();
    }
  }

  private boolean hasPlace() {
    try {
      return free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Unavailable refusal() {
    counters.count(Event.LIMITED, "busy_heavy_read");
    // spread out, so that those who were refused together do not come back together
    int seconds = ThreadLocalRandom.current().nextInt(RETRY_LEAST, RETRY_MOST + 1);
    return new Unavailable(
        Duration.ofSeconds(seconds),
        "Too many heavy queries at the same time (%s), try again".formatted(MOST));
  }
}
