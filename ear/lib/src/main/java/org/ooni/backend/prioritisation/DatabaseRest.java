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
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Asks the database and leaves it alone for a while after it did not answer, so that not each probe
 * waits for a time limit to end. The question is asked by another thread: a database that is frozen
 * holds who asks for as long as the socket's time limit, whatever the statement's is.
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
  private volatile Instant end = Instant.MIN;

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
    if (clock.instant().isBefore(end) || late.get() > 0) {
      return Optional.empty();
    }
    try {
      CompletableFuture<T> answer = CompletableFuture.supplyAsync(question, threads);
      return Optional.of(await(answer));
    } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
      end = clock.instant().plus(LENGTH);
      LOG.warn("test lists not readable, the last good ones serve", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
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
