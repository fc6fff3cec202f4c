// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.ooni.backend.runner.LocalPlatform;

/**
 * What a submission takes at a steady rate of a hundred a second, with nobody reading, and while
 * many readers ask the heaviest questions at the same time: such that wait as long as they are told
 * when they are refused, and such that ask again after a second.
 */
final class Contention {

  private static final int PROBES = 10;
  private static final Duration PACE = Duration.ofMillis(100);
  private static final Duration WARM_UP = Duration.ofSeconds(60);

  private final PrintStream out;
  private final LocalPlatform platform;
  private final LocalDate today;
  private final Duration length = Duration.ofSeconds(Integer.getInteger("bench.seconds", 60));
  private final int readers;
  private final int port;

  Contention(PrintStream out, LocalPlatform platform, LocalDate today, int readers) {
    this.out = out;
    this.platform = platform;
    this.today = today;
    this.readers = readers;
    this.port = platform.baseUri().getPort();
  }

  void run() throws IOException, InterruptedException, ExecutionException, SQLException {
    String report = SubmissionBenchmark.openReport(platform.baseUri());
    SubmissionRequests submissions = new SubmissionRequests(report, 20_000);
    PacedLoad paced = new PacedLoad(port, PROBES, PACE);
    HeavyReaders warming = HeavyReaders.start(port, today, PROBES, false);
    new PacedLoad(port, PROBES, PACE.dividedBy(5)).run(WARM_UP, submissions::forOneClient);
    warming.end();
    Load.Result idle = paced.run(length, submissions::forOneClient);
    print("nobody reads", idle);
    for (boolean patient : new boolean[] {true, false}) {
      HeavyReaders asking = HeavyReaders.start(port, today, readers, patient);
      try (PlacesWatch places = new PlacesWatch(platform.applicationConnection())) {
        Load.Result busy = paced.run(length, submissions::forOneClient);
        double used = places.used();
        Map<Integer, Integer> answers = asking.end();
        print(readers + (patient ? " patient readers" : " impatient readers"), busy);
        out.printf(
            "p99 ratio %.2f; readers were answered %s, on average %.2f of their questions in work%n",
            busy.quantileMillis(0.99) / idle.quantileMillis(0.99), answers, used);
      }
    }
  }

  private void print(String name, Load.Result result) {
    out.printf(
        "%-21s %6.0f submissions/s  failures %d  p50 %.1f ms  p90 %.1f ms  p99 %.1f ms  worst %.1f ms%n",
        name,
        result.perSecond(),
        result.failures(),
        result.quantileMillis(0.5),
        result.quantileMillis(0.9),
        result.quantileMillis(0.99),
        result.quantileMillis(1));
  }
}
