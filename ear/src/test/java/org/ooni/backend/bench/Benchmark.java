// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import org.ooni.backend.runner.LocalPlatform;
import org.ooni.backend.runner.PlatformOptions;
import org.ooni.backend.system.Soak;

/**
 * {@code mvn -Pbench -pl ear -am}: runs the benchmark that {@code -Dbench=} names on a platform of
 * its own.
 */
public final class Benchmark {

  /** How long the compiler is given. */
  static final Duration WARM_UP = Duration.ofSeconds(60);

  /** Few clients meanwhile: the compiler needs the cores too. */
  static final int WARM_UP_CLIENTS = 3;

  /** How long what is compared with is measured. */
  static final Duration REFERENCE = Duration.ofSeconds(20);

  private Benchmark() {}

  /** Prints what it finds. */
  public static void main(String[] arguments) throws Exception {
    String name = System.getProperty("bench", "submission");
    PlatformOptions options =
        PlatformOptions.of(
            Path.of(System.getProperty("run.dir")), Path.of(System.getProperty("ear.file")));
    switch (name) {
      case "submission" -> run(options, SubmissionBenchmark::measure);
      case "checkin" -> run(options, CheckInBenchmark::measure);
      case "soak" -> run(options, Soak::measure);
      case "reads" -> new ReadBenchmark(System.out, options).run();
      case "bodies" -> run(BodiesBenchmark.on(options), BodiesBenchmark::measure);
      case "rerun" -> run(RerunBenchmark.on(options), RerunBenchmark::measure);
      default ->
          throw new IllegalArgumentException(
              "-Dbench=" + name + " is not submission, checkin, soak, reads, bodies or rerun");
    }
  }

  /** What is measured on a platform. */
  @FunctionalInterface
  interface Measuring {
    /** Measures it and prints what it finds. */
    void on(PrintStream out, LocalPlatform platform) throws Exception;
  }

  private static void run(PlatformOptions options, Measuring measuring) throws Exception {
    PrintStream out = System.out;
    out.println("starting the server");
    try (LocalPlatform platform = LocalPlatform.start(options)) {
      measuring.on(out, platform);
    }
  }

  /** What costs next to nothing: an empty POST. */
  static byte[] empty() {
    return LoadClient.post("/report/any/close", new byte[0]);
  }
}
