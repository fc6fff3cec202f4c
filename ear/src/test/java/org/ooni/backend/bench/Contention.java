// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ooni.backend.runner.LocalPlatform;

/**
 * What a submission takes at a steady rate of a hundred a second, with nobody reading, and while
 * many readers ask the heaviest questions at the same time and ask again as soon as they may.
 */
final class Contention {

  private static final int PROBES = 10;
  private static final Duration PACE = Duration.ofMillis(100);
  private static final Duration REFUSED_WAIT = Duration.ofSeconds(1);

  private final PrintStream out;
  private final LocalPlatform platform;
  private final LocalDate today;
  private final Duration length = Duration.ofSeconds(Integer.getInteger("bench.seconds", 60));
  private final int readers;

  Contention(PrintStream out, LocalPlatform platform, LocalDate today, int readers) {
    this.out = out;
    this.platform = platform;
    this.today = today;
    this.readers = readers;
  }

  void run() throws IOException, InterruptedException, ExecutionException {
    String report = SubmissionBenchmark.openReport(platform.baseUri());
    SubmissionRequests submissions = new SubmissionRequests(report, 20_000);
    int port = platform.baseUri().getPort();
    PacedLoad paced = new PacedLoad(port, PROBES, PACE);
    new PacedLoad(port, PROBES, PACE.dividedBy(5)).run(length, submissions::forOneClient);
    Load.Result idle = paced.run(length, submissions::forOneClient);
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(readers);
    List<Future<Map<Integer, Integer>>> asking = new ArrayList<>();
    for (int i = 0; i < readers; i++) {
      String path = heaviest().get(i % heaviest().size());
      asking.add(threads.submit(() -> ask(path, over)));
    }
    Load.Result busy = paced.run(length, submissions::forOneClient);
    over.set(true);
    Map<Integer, Integer> answers = new TreeMap<>();
    for (Future<Map<Integer, Integer>> one : asking) {
      one.get().forEach((status, count) -> answers.merge(status, count, Integer::sum));
    }
    threads.shutdownNow();
    print("nobody reads", idle);
    print(readers + " readers", busy);
    out.printf(
        "p99 ratio %.2f; readers were answered %s%n",
        busy.quantileMillis(0.99) / idle.quantileMillis(0.99), answers);
  }

  private Map<Integer, Integer> ask(String path, AtomicBoolean over)
      throws IOException, InterruptedException {
    Reader reader = new Reader(platform.baseUri());
    Map<Integer, Integer> answers = new TreeMap<>();
    while (!over.get()) {
      int status = reader.status(path);
      answers.merge(status, 1, Integer::sum);
      if (status != 200) {
        Thread.sleep(REFUSED_WAIT.toMillis());
      }
    }
    return answers;
  }

  private void print(String name, Load.Result result) {
    out.printf(
        "%-14s %6.0f submissions/s  failures %d  p50 %.1f ms  p99 %.1f ms%n",
        name,
        result.perSecond(),
        result.failures(),
        result.quantileMillis(0.5),
        result.quantileMillis(0.99));
  }

  private List<String> heaviest() {
    String year = "since=" + today.minusDays(365) + "&until=" + today.plusDays(1);
    String month = "since=" + today.minusDays(30) + "&until=" + today.plusDays(1);
    String chart = "/api/v1/aggregation?axis_x=measurement_start_day&";
    return List.of(
        chart + "axis_y=domain&time_grain=day&" + month,
        chart + "axis_y=blocking_type&time_grain=day&" + year,
        "/api/v1/aggregation?axis_x=probe_asn&axis_y=domain&" + month,
        "/api/v1/measurements?limit=100000&" + month,
        "/api/v1/measurements?category_code=NEWS&limit=100&offset=20000&" + month);
  }
}
