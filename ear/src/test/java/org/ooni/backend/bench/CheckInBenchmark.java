// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.ooni.backend.runner.LocalPlatform;

/**
 * What a check-in costs, as a ratio to an empty POST of the same server in the same run, with the
 * database and without it. Probes come from all of three thousand networks alike, which is the
 * worst for whatever is remembered of a network.
 *
 * <p>{@code -Dbench.seconds=60 -Dbench.clients=64}
 */
final class CheckInBenchmark {

  private final PrintStream out;
  private final LocalPlatform platform;
  private final Load load;
  private final Duration length = Duration.ofSeconds(Integer.getInteger("bench.seconds", 60));
  private final List<byte[]> requests = requests();

  CheckInBenchmark(PrintStream out, LocalPlatform platform) {
    this.out = out;
    this.platform = platform;
    this.load = new Load(platform.baseUri().getPort(), Integer.getInteger("bench.clients", 64));
  }

  static void measure(PrintStream out, LocalPlatform platform) throws Exception {
    new CheckInBenchmark(out, platform).run();
  }

  void run() throws InterruptedException, SQLException {
    out.println("writing lists and counters");
    try (Connection owner = platform.ownerConnection()) {
      CheckInRows.insert(owner);
    }
    out.println("warming up");
    Load few = new Load(platform.baseUri().getPort(), Benchmark.WARM_UP_CLIENTS);
    few.run(Benchmark.WARM_UP, this::forOneClient);
    few.run(Benchmark.REFERENCE, () -> Benchmark::empty);
    load.run(Benchmark.REFERENCE, this::forOneClient);
    out.println("empty POST");
    Measured reference =
        measure(Benchmark.REFERENCE, () -> Benchmark::empty, platform::postgresPids);
    out.println("check-in");
    Measured healthy = measure(length, this::forOneClient, platform::postgresPids);
    out.println("check-in, database stopped");
    platform.stopDatabase();
    Measured alone = measure(length, this::forOneClient, List::of);
    out.println(reference.line("empty POST", reference));
    out.println(healthy.line("check-in", reference));
    out.println(alone.line("no database", reference));
  }

  private Measured measure(
      Duration duration, Supplier<Supplier<byte[]>> source, Supplier<List<Long>> postgres)
      throws InterruptedException {
    List<Long> server = List.of(platform.serverPid());
    double serverBefore = ProcessorTime.seconds(server);
    double databaseBefore = ProcessorTime.seconds(postgres.get());
    Load.Result result = load.run(duration, source);
    return new Measured(
        result,
        ProcessorTime.seconds(server) - serverBefore,
        ProcessorTime.seconds(postgres.get()) - databaseBefore);
  }

  private Supplier<byte[]> forOneClient() {
    Random random = new Random();
    return () -> requests.get(random.nextInt(requests.size()));
  }

  /** One for each network, as the Go client sends it. */
  private static List<byte[]> requests() {
    List<byte[]> requests = new ArrayList<>();
    List<String> countries = CheckInRows.countries();
    for (int country = 0; country < countries.size(); country++) {
      for (int network = 0; network < CheckInRows.NETWORKS; network++) {
        String body =
            """
            {"charging":true,"on_wifi":true,"platform":"android","probe_asn":"AS%d","probe_cc":"%s",
             "run_type":"timed","software_name":"ooniprobe-android","software_version":"3.8.0",
             "web_connectivity":{"category_codes":[]}}
            """
                .formatted(CheckInRows.asn(country, network), countries.get(country));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        requests.add(LoadClient.post("/api/v1/check-in", bytes, "Accept-Encoding: gzip"));
      }
    }
    return requests;
  }
}
