// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.prioritisation;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Asks the database and leaves it alone for a while after it did not answer, so that not each probe
 * waits for a time limit to end; after the while one probe's question finds out for all. The
 * question is asked by another thread: a database that is frozen holds who asks for as long as the
 * socket's time limit, whatever the statement's is.
 */
@ApplicationScoped
class DatabaseRest {

  private static final Logger LOG = Logger.getLogger(DatabaseRest.class);
  private static final Duration LENGTH = Duration.ofSeconds(5);

  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = "TEST_LIST_QUERY_TIMEOUT")
  Duration timeout;

  private final AtomicInteger late = new AtomicInteger();
  private Executor threads;

  /** Until when the database is left alone; nothing as long as it answers. */
  private final AtomicReference<Optional<Instant>> rest = new AtomicReference<>(Optional.empty());

  @Resource(lookup = "java:jboss/ee/concurrency/executor/default")
  void setThreads(ManagedExecutorService threads) {
    this.threads = threads;
  }

  /** Likewise, outside a container. */
  void use(Executor executor) {
    threads = executor;
  }

  /** The answer; empty when there is none in time, or the database is being left alone. */
  <T> Optional<T> ask(Supplier<T> question) {
    Optional<Instant> end = rest.get();
    if (late.get() > 0 || end.isPresent() && !isFirstAfter(end)) {
      return Optional.empty();
    }
    try {
      T answer = await(CompletableFuture.supplyAsync(question, threads));
      if (rest.getAndSet(Optional.empty()).isPresent()) {
        LOG.info("test lists readable again");
      }
      return Optional.of(answer);
    } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
      boolean isNews = rest.getAndSet(Optional.of(clock.instant().plus(LENGTH))).isEmpty();
      if (isNews) {
        LOG.warnf("test lists not readable, the last good ones serve: %s", e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  /** Whether the rest is over, and nobody has noticed before. */
  private boolean isFirstAfter(Optional<Instant> end) {
    Instant now = clock.instant();
    return !now.isBefore(end.orElseThrow())
        && rest.compareAndSet(end, Optional.of(now.plus(LENGTH)));
  }

  private <T> T await(CompletableFuture<T> answer)
      throws ExecutionException, TimeoutException, InterruptedException {
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // nobody asks again before this thread is free
      late.incrementAndGet();
      answer.whenComplete((value, failure) -> late.decrementAndGet());
      throw e;
    }
  }
}
