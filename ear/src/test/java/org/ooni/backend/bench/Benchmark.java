// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import org.ooni.backend.runner.LocalPlatform;
import org.ooni.backend.runner.PlatformOptions;

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
    if (!name.equals("submission") && !name.equals("checkin")) {
      throw new IllegalArgumentException("-Dbench=" + name + " is not submission or checkin");
    }
    PlatformOptions options =
        PlatformOptions.of(
            Path.of(System.getProperty("run.dir")), Path.of(System.getProperty("ear.file")));
    PrintStream out = System.out;
    out.println("starting the server");
    try (LocalPlatform platform = LocalPlatform.start(options)) {
      if (name.equals("submission")) {
        new SubmissionBenchmark(out, platform).run();
      } else {
        new CheckInBenchmark(out, platform).run();
      }
    }
  }

  /** What costs next to nothing: an empty POST. */
  static byte[] empty() {
    return LoadClient.post("/report/any/close", new byte[0]);
  }
}
