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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.ooni.backend.runner.LocalPlatform;
import org.ooni.backend.runner.PlatformOptions;

/**
 * What a submission costs, as a ratio to an empty POST of the same server in the same run: the way
 * to the acknowledgement alone (the database stopped, so that nothing is committed), and the whole
 * way to the committed row.
 *
 * <p>{@code -Dbench.seconds=60 -Dbench.clients=64 -Dbench.bytes=20000}
 */
public final class SubmissionBenchmark {

  private static final Duration WARM_UP = Duration.ofSeconds(60);
  private static final int WARM_UP_CLIENTS = 3;
  private static final Duration REFERENCE = Duration.ofSeconds(20);
  private static final double MILLISECONDS = 1e3;

  private final PrintStream out;
  private final LocalPlatform platform;
  private final Load load;
  private final SubmissionRequests submissions;
  private boolean databaseStopped;
  private final Duration length = Duration.ofSeconds(Integer.getInteger("bench.seconds", 60));

  /** A load and the processor time that it took. */
  private record Measured(Load.Result result, double server, double database, double oldest) {

    double millisPerAnswer() {
      return (server + database) * MILLISECONDS / result.answers();
    }
  }

  private SubmissionBenchmark(PrintStream out, LocalPlatform platform)
      throws IOException, InterruptedException {
    this.out = out;
    this.platform = platform;
    this.load = new Load(platform.baseUri().getPort(), Integer.getInteger("bench.clients", 64));
    String report = openReport(platform.baseUri());
    this.submissions = new SubmissionRequests(report, Integer.getInteger("bench.bytes", 20_000));
  }

  /** Runs it on a platform of its own. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    PlatformOptions options =
        PlatformOptions.of(
            Path.of(System.getProperty("run.dir")), Path.of(System.getProperty("ear.file")));
    PrintStream out = System.out;
    out.println("starting the server");
    try (LocalPlatform platform = LocalPlatform.start(options)) {
      new SubmissionBenchmark(out, platform).run();
    }
  }

  private void run() throws IOException, InterruptedException {
    Supplier<byte[]> empty = () -> LoadClient.post("/report/any/close", new byte[0]);
    out.println("warming up");
    // few clients: the compiler needs the cores too
    Load few = new Load(platform.baseUri().getPort(), WARM_UP_CLIENTS);
    few.run(WARM_UP, submissions::forOneClient);
    few.run(REFERENCE, () -> empty);
    measure(REFERENCE, submissions::forOneClient);
    out.println("empty POST");
    Measured reference = measure(REFERENCE, () -> empty);
    out.println("accept path, database stopped");
    platform.stopDatabase();
    databaseStopped = true;
    Measured accept = measure(REFERENCE, submissions::forOneClient);
    platform.startDatabase();
    databaseStopped = false;
    awaitEmptyLog();
    out.println("whole path");
    Measured whole = measure(length, submissions::forOneClient);
    report("empty POST", reference, reference);
    report("accept path", accept, reference);
    report("whole path", whole, reference);
  }

  private Measured measure(Duration duration, Supplier<Supplier<byte[]>> requests)
      throws IOException, InterruptedException {
    double server = serverSeconds();
    double database = databaseSeconds();
    try (AgeWatch watch = new AgeWatch(platform.baseUri())) {
      Load.Result result = load.run(duration, requests);
      if (!databaseStopped) {
        awaitEmptyLog();
      }
      return new Measured(
          result, serverSeconds() - server, databaseSeconds() - database, watch.oldest());
    }
  }

  private void report(String name, Measured measured, Measured reference) {
    out.printf(
        "%-12s %8.0f/s  failures %d  p50 %6.1f ms  p99 %6.1f ms  CPU server %.3f ms database %.3f ms"
            + "  ratio %.2f  oldest in queue %.2f s%n",
        name,
        measured.result().perSecond(),
        measured.result().failures(),
        measured.result().quantileMillis(0.5),
        measured.result().quantileMillis(0.99),
        measured.server() * MILLISECONDS / measured.result().answers(),
        measured.database() * MILLISECONDS / measured.result().answers(),
        measured.millisPerAnswer() / reference.millisPerAnswer(),
        measured.oldest());
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
