// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.ooni.backend.runner.LocalPlatform;

/**
 * What a submission costs, as a ratio to an empty POST of the same server in the same run, and to
 * one to the very path that takes submissions, which is refused with 400: the way to the
 * acknowledgement alone (the database stopped, so that nothing is committed), and the whole way to
 * the committed row.
 *
 * <p>{@code -Dbench.seconds=60 -Dbench.clients=64 -Dbench.bytes=20000}
 */
final class SubmissionBenchmark {

  private static final int OK = 200;
  private static final int REFUSED = 400;

  private final PrintStream out;
  private final LocalPlatform platform;
  private final Load load;
  private final SubmissionRequests submissions;
  private final byte[] withoutBody;
  private boolean databaseStopped;
  private final Duration length = Duration.ofSeconds(Integer.getInteger("bench.seconds", 60));

  /** A load, and how long a measurement waited for the database at most, in seconds. */
  private record Waited(Measured measured, double oldest) {}

  SubmissionBenchmark(PrintStream out, LocalPlatform platform)
      throws IOException, InterruptedException {
    this.out = out;
    this.platform = platform;
    this.load = new Load(platform.baseUri().getPort(), Integer.getInteger("bench.clients", 64));
    String report = openReport(platform.baseUri());
    this.withoutBody = LoadClient.post("/report/" + report, new byte[0]);
    this.submissions = new SubmissionRequests(report, Integer.getInteger("bench.bytes", 20_000));
  }

  static void measure(PrintStream out, LocalPlatform platform) throws Exception {
    new SubmissionBenchmark(out, platform).run();
  }

  void run() throws IOException, InterruptedException {
    out.println("warming up");
    Load few = new Load(platform.baseUri().getPort(), Benchmark.WARM_UP_CLIENTS);
    few.run(Benchmark.WARM_UP, submissions::forOneClient);
    few.run(Benchmark.REFERENCE, () -> Benchmark::empty);
    few.run(Benchmark.REFERENCE, () -> () -> withoutBody, REFUSED);
    measure(Benchmark.WARM_UP, submissions::forOneClient, OK);
    out.println("empty POST");
    Waited reference = measure(Benchmark.REFERENCE, () -> Benchmark::empty, OK);
    out.println("empty POST to the same path");
    Waited refused = measure(Benchmark.REFERENCE, () -> () -> withoutBody, REFUSED);
    out.println("accept path, database stopped");
    platform.stopDatabase();
    databaseStopped = true;
    Waited accept = measure(Benchmark.REFERENCE, submissions::forOneClient, OK);
    platform.startDatabase();
    databaseStopped = false;
    awaitEmptyLog();
    out.println("whole path");
    Waited whole = measure(length, submissions::forOneClient, OK);
    report("empty POST", reference, reference, refused);
    report("same path", refused, reference, refused);
    report("accept path", accept, reference, refused);
    report("whole path", whole, reference, refused);
  }

  private Waited measure(Duration duration, Supplier<Supplier<byte[]>> requests, int expected)
      throws IOException, InterruptedException {
    double server = serverSeconds();
    double database = databaseSeconds();
    try (AgeWatch watch = new AgeWatch(platform.baseUri())) {
      Load.Result result = load.run(duration, requests, expected);
      if (!databaseStopped) {
        awaitEmptyLog();
      }
      return new Waited(
          new Measured(result, serverSeconds() - server, databaseSeconds() - database),
          watch.oldest());
    }
  }

  private void report(String name, Waited waited, Waited reference, Waited refused) {
    out.printf(
        "%s, to the same path %.2f  oldest in queue %.2f s%n",
        waited.measured().line(name, reference.measured()),
        waited.measured().ratio(refused.measured()),
        waited.oldest());
  }

  private void awaitEmptyLog() throws IOException, InterruptedException {
    while (AgeWatch.entries(platform.baseUri()) > 0) {
      Thread.sleep(200);
    }
  }

  private double serverSeconds() {
    return ProcessorTime.seconds(List.of(platform.serverPid()));
  }

  private double databaseSeconds() {
    return databaseStopped ? 0 : ProcessorTime.seconds(platform.postgresPids());
  }

  static String openReport(URI base) throws IOException, InterruptedException {
    String request =
        "{\"probe_asn\":\"AS30722\",\"probe_cc\":\"IT\",\"test_name\":\"web_connectivity\"}";
    String answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(base.resolve("/report"))
                    .POST(BodyPublishers.ofString(request))
                    .build(),
                BodyHandlers.ofString())
            .body();
    return answer.replaceAll("(?s).*\"report_id\":\"([^\"]+)\".*", "$1");
  }
}
