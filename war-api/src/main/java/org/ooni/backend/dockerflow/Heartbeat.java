// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.dockerflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private final Set<String> silenced;

  /**
   * Runs them on these threads.
   *
   * @param limit how long one may take
   * @param silenced ids of findings that nobody wants to hear of
   */
  Heartbeat(ExecutorService threads, Duration limit, Set<String> silenced) {
    this.threads = threads;
    this.limit = limit;
    this.silenced = Set.copyOf(silenced);
  }

  /** What each check found, by name; each finding is logged as well. */
  Map<String, List<Finding>> beat(List<Check> checks) throws InterruptedException {
    List<Callable<List<Finding>>> tasks = new ArrayList<>();
    checks.forEach(check -> tasks.add(check::check));
    List<Future<List<Finding>>> results =
        threads.invokeAll(tasks, limit.toMillis(), TimeUnit.MILLISECONDS);
    Map<String, List<Finding>> findings = new LinkedHashMap<>();
    for (int i = 0; i < checks.size(); i++) {
      String name = checks.get(i).name();
      List<Finding> heard =
          result(name, results.get(i)).stream()
              .filter(finding -> !silenced.contains(finding.id()))
              .toList();
      heard.forEach(
          finding -> LOG.logf(finding.level().logged(), "%s: %s", finding.id(), finding.message()));
      findings.put(name, heard);
    }
    return findings;
  }

  private static List<Finding> result(String name, Future<List<Finding>> result)
      throws InterruptedException {
    try {
      return result.get();
    } catch (CancellationException e) {
      return List.of(Finding.error(name + ".timeout", "no answer in time"));
    } catch (ExecutionException e) {
      LOG.warnf(e.getCause(), "check %s failed", name);
      return List.of(Finding.error(name + ".failed", "the check itself failed"));
    }
  }
}
