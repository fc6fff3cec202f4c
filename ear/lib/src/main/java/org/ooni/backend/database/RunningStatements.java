// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.database;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.ooni.backend.clientconnection.ClientConnection;
import org.ooni.backend.flow.EventCounters;
import org.ooni.backend.flow.EventCounters.Event;

/**
 * The statements of readers that run on this node. Several times a second it looks whether the
 * clients of those that take long are still there, and cancels the statements of others.
 */
@ApplicationScoped
class RunningStatements {

  private static final Duration PAUSE = Duration.ofMillis(250);

  @Inject EventCounters counters = new EventCounters();

  private final Set<RunningStatement> running = ConcurrentHashMap.newKeySet();
  private Supplier<Optional<BooleanSupplier>> client = Optional::empty;
  private ManagedScheduledExecutorService threads;
  private ScheduledFuture<?> sweeps;

  /** For the container. */
  RunningStatements() {}

  /** For a client that is told about by the caller. */
  RunningStatements(BooleanSupplier clientHasLeft) {
    client = () -> Optional.of(clientHasLeft);
  }

  @Resource(lookup = "java:jboss/ee/concurrency/scheduler/default")
  void setThreads(ManagedScheduledExecutorService threads) {
    this.threads = threads;
  }

  @PostConstruct
  void watchClients() {
    client = () -> ClientConnection.current().map(connection -> connection::isClosed);
    sweeps =
        threads.scheduleWithFixedDelay(
            this::sweep, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    sweeps.cancel(false);
  }

  /** Starts to watch; the caller closes what it gets. */
  RunningStatement add(Statement statement) {
    Optional<BooleanSupplier> hasLeft = client.get();
    RunningStatement started = new RunningStatement(statement, hasLeft.orElse(() -> false), this);
    if (hasLeft.isPresent()) {
      running.add(started);
    }
    return started;
  }

  void remove(RunningStatement ended) {
    running.remove(ended);
  }

  /** Counts a statement that had no answer, by a short name of the reason. */
  void count(String reason) {
    counters.count(Event.QUERY_ENDED, reason);
  }

  void sweep() {
    running.stream()
        .filter(statement -> statement.isOlderThan(PAUSE))
        .forEach(RunningStatement::cancelIfAbandoned);
  }
}
