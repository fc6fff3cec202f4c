// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.prioritisation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.ooni.backend.problem.Problem;

/**
 * Asks the database and leaves it alone for a while after it did not answer, so that not each probe
 * waits for a time limit to end.
 */
@ApplicationScoped
class DatabaseRest {

  private static final Logger LOG = Logger.getLogger(DatabaseRest.class);
  private static final Duration LENGTH = Duration.ofSeconds(5);

  @Inject Clock clock;

  private volatile Instant end = Instant.MIN;

  /** The answer; empty when there is none, or the database is being left alone. */
  <T> Optional<T> ask(Supplier<T> question) {
    if (clock.instant().isBefore(end)) {
      return Optional.empty();
    }
    try {
      return Optional.of(question.get());
    } catch (Problem | IllegalStateException e) {
      // the latter: a database that is there and is not as expected; probes need an answer anyway
      end = clock.instant().plus(LENGTH);
      LOG.warn("test lists not readable, the last good ones serve", e);
      return Optional.empty();
    }
  }
}
