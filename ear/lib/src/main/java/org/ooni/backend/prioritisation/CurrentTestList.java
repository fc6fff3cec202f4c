// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.prioritisation;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The list in memory. One request now and then reads it anew while the others go on with the one
 * there is; when it cannot be read, or is empty, the last good one stays.
 */
@ApplicationScoped
class CurrentTestList {

  private static final Logger LOG = Logger.getLogger(CurrentTestList.class);

  @Inject TestListTables tables;
  @Inject DatabaseRest rest;
  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = "TEST_LIST_REFRESH")
  Duration refresh;

  @Inject
  @ConfigProperty(name = "TEST_LIST_FILE")
  Path file;

  private final ReentrantLock reading = new ReentrantLock();
  private LastGoodList lastGood;
  private volatile Optional<TestList> list = Optional.empty();
  private volatile Instant due = Instant.MIN;

  @PostConstruct
  void start() {
    lastGood = new LastGoodList(file);
  }

  /** The list to use now. */
  TestList get() {
    // the time first: who sees it was set after the list was
    boolean isFresh = clock.instant().isBefore(due);
    Optional<TestList> known = list;
    if (isFresh) {
      return known.orElseThrow();
    }
    if (known.isEmpty()) {
      reading.lock();
    } else if (!reading.tryLock()) {
      return known.get();
    }
    try {
      if (!clock.instant().isBefore(due)) {
        TestList read = readOrKeep();
        list = Optional.of(read);
        due = clock.instant().plus(refresh);
      }
      return list.orElseThrow();
    } finally {
      reading.unlock();
    }
  }

  private TestList readOrKeep() {
    Optional<TestList> read = rest.ask(tables::read);
    if (read.isEmpty() || read.get().entries().isEmpty()) {
      return list.orElseGet(this::lastGood);
    }
    TestList usable =
        read.get().rules().isEmpty()
            ? new TestList(read.get().entries(), LastGoodList.builtIn().rules())
            : read.get();
    if (list.isPresent() && list.get().equals(usable)) {
      return list.get();
    }
    keep(usable);
    return usable;
  }

  private void keep(TestList usable) {
    try {
      lastGood.write(usable);
      LOG.infof("test list read and kept, %d entries", usable.entries().size());
    } catch (IOException e) {
      LOG.warn("test list cannot be kept for a time without database", e);
    }
  }

  private TestList lastGood() {
    try {
      if (lastGood.exists()) {
        return lastGood.read();
      }
    } catch (IOException e) {
      LOG.warn("last good test list not readable, the built-in one serves", e);
    }
    return LastGoodList.builtIn();
  }
}
