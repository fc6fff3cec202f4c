// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.dockerflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Runs checks side by side, each for a bounded time. */
final class Heartbeat {

  private static final Logger LOG = Logger.getLogger(Heartbeat.class);

  private final ExecutorService threads;
  private final Duration limit;

  Heartbeat(ExecutorService threads, Duration limit) {
    this.threads = threads;
    this.limit = limit;
  }

  /** What each check found, by name. */
  Map<String, Finding> beat(List<Check> checks) throws InterruptedException {
    List<Callable<Finding>> tasks = new ArrayList<>();
    checks.forEach(check -> tasks.add(check::check));
    List<Future<Finding>> results =
        threads.invokeAll(tasks, limit.toMillis(), TimeUnit.MILLISECONDS);
    Map<String, Finding> findings = new LinkedHashMap<>();
    for (int i = 0; i < checks.size(); i++) {
      String name = checks.get(i).name();
      Finding finding = result(name, results.get(i));
      if (finding.level() != Finding.Level.OK) {
        LOG.warnf("heartbeat: %s: %s", finding.id(), finding.message());
      }
      findings.put(name, finding);
    }
    return findings;
  }

  private static Finding result(String name, Future<Finding> result) throws InterruptedException {
    try {
      return result.get();
    } catch (CancellationException e) {
      return Finding.error(name + ".timeout", "no answer in time");
    } catch (ExecutionException e) {
      LOG.warnf(e.getCause(), "check %s failed", name);
      return Finding.error(name + ".failed", "the check itself failed");
    }
  }
}
